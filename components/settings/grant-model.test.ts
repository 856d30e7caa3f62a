import { expect, it } from 'vitest'
import { byDocument, expandGrants, shared, toInput, withPermission, withValue } from './grant-model'

const permissions = ['sales.order.approve', 'sales.order.read', 'sales.price.read', 'stock.item.read']
const [order, price] = byDocument(permissions)
if (!order || !price) throw new Error('lines')

it('shows permissions by document', () => {
  expect(order).toEqual({ key: 'sales.order', module: 'sales', document: 'order', actions: ['approve', 'read'] })
})

it('spells patterns out; the exact grant counts first', () => {
  const grants = expandGrants(
    [
      { permission: 'sales.*', scope: 'company', amountLimit: null },
      { permission: 'sales.order.approve', scope: 'own', amountLimit: '10' },
    ],
    permissions,
  )
  expect([...grants.keys()]).toEqual(['sales.order.approve', 'sales.order.read', 'sales.price.read'])
  expect(grants.get('sales.order.approve')).toEqual({ scope: 'own', amountLimit: '10' })
  expect(shared(grants, order, 'scope')).toBeUndefined()
  expect(shared(grants, price, 'scope')).toBe('company')
})

it('grants like the others of the document, and changes them together', () => {
  let grants = withPermission(new Map(), order, 'read', true)
  grants = withValue(grants, order, { scope: 'own', amountLimit: '500' })
  grants = withPermission(grants, order, 'approve', true)
  expect(toInput(grants)).toEqual([
    { permission: 'sales.order.read', scope: 'own', amountLimit: '500' },
    { permission: 'sales.order.approve', scope: 'own', amountLimit: '500' },
  ])
  expect(toInput(withPermission(grants, order, 'read', false))).toHaveLength(1)
})
