import { expect, it } from 'vitest'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import type { Grant } from '@/server/platform/identity/actor'
import { inbox } from '@/server/platform/inbox/inbox'
import { createSalesCompany, line, makeOrder, makeSalesCustomer, makeSoldItem } from '@/server/testing/sales'
import { actorOf } from '@/server/testing/tenant'
import { approveSalesOrder, submitSalesOrder } from '.'

it('shows an order to whoever may approve it, within their limit, until it is decided', async () => {
  const c = await createSalesCompany()
  const itemId = await makeSoldItem(c, { price: '100', stock: '10' })
  const order = await makeOrder(c, await makeSalesCustomer(c), [line(itemId, '2')])
  const waiting = async (limit: string | null | undefined) => {
    const grants: Record<string, Grant> =
      limit === undefined ? {} : { 'sales.sales_order.approve': { scope: 'all', amountLimit: limit } }
    return (await runQuery(inbox, {}, { actor: actorOf(c.tenantId, grants) })).items
  }
  expect(await waiting(null)).toEqual([])
  await runCommand(submitSalesOrder, { id: order.id }, c.call)
  const [item, ...others] = await waiting(null)
  expect(others).toEqual([])
  expect(item).toMatchObject({ kind: 'sales_order', id: order.id, amount: '240.0000', currency: 'USD' })
  // 200 and 20 % tax: exactly at the limit passes.
  expect(await waiting('240')).toHaveLength(1)
  expect(await waiting('239.99')).toEqual([])
  expect(await waiting(undefined)).toEqual([])
  await runCommand(approveSalesOrder, { id: order.id }, c.call)
  expect(await waiting(null)).toEqual([])
})
