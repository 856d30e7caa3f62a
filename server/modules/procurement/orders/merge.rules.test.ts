import { describe, expect, it } from 'vitest'
import { mergeShares, type Share } from './merge.rules'

const need: Share['need'] = {
  kind: 'item',
  itemId: 'item',
  description: 'Thing',
  unitId: 'box',
  unitFactor: '12',
  warehouseId: 'main',
  neededOn: '2026-07-01',
  expenseAccountId: null,
  costCenterId: null,
  projectId: null,
  note: null,
}
const share = (requisitionLineId: string, quantity: string, more: Partial<Share> = {}): Share => ({
  requisitionLineId,
  supplierId: 's1',
  quantity,
  unitPrice: null,
  need,
  ...more,
})
const shape = (shares: Share[]) =>
  Object.fromEntries([...mergeShares(shares)].map(([s, lines]) => [s, lines.map((l) => [l.quantity, l.sources])]))

describe('needs become lines of orders', () => {
  it('merges what is the same into one line, and remembers who asked', () => {
    expect(shape([share('a', '24'), share('b', '36')])).toEqual({
      s1: [
        [
          '5',
          [
            { requisitionLineId: 'a', quantity: '24' },
            { requisitionLineId: 'b', quantity: '36' },
          ],
        ],
      ],
    })
  })
  it('splits a need over suppliers', () => {
    expect(shape([share('a', '24'), share('a', '12', { supplierId: 's2' })])).toEqual({
      s1: [['2', [{ requisitionLineId: 'a', quantity: '24' }]]],
      s2: [['1', [{ requisitionLineId: 'a', quantity: '12' }]]],
    })
  })
  it.each([
    ['another place', { need: { ...need, warehouseId: 'other' } }],
    ['another day', { need: { ...need, neededOn: null } }],
    ['another price', { unitPrice: '3' }],
    ['another cost center', { need: { ...need, costCenterId: 'cc' } }],
  ])('keeps %s apart', (_, more) => {
    expect(shape([share('a', '12'), share('b', '12', more)]).s1).toHaveLength(2)
  })
  it('keeps services apart: each is its own', () => {
    const service = { need: { ...need, itemId: null, kind: 'service' as const, unitFactor: '1' } }
    expect(shape([share('a', '1', service), share('b', '1', service)]).s1).toHaveLength(2)
  })
})
