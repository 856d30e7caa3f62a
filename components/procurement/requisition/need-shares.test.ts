import { describe, expect, it } from 'vitest'
import { type Need, shareInput, splitShare, startShares } from './need-shares'

const need = (id: string, requisitionId: string, open: string, supplierId: string | null = null): Need => ({
  id,
  requisitionId,
  number: requisitionId,
  itemId: 'i',
  itemCode: 'BOLT',
  description: 'Bolt',
  stockUnitCode: 'pcs',
  open,
  neededOn: null,
  warehouseCode: null,
  supplierId,
  supplierName: supplierId && `Supplier ${supplierId}`,
})

describe('shares of needs', () => {
  it('take what is open of the requisitions one comes from, and put it first', () => {
    const shares = startShares([need('a', 'R1', '5.000000'), need('b', 'R2', '7.50', 's1')], ['R2'])
    expect(shares.map((s) => [s.id, s.quantity, s.supplier?.value])).toEqual([
      ['b', '7.5', 's1'],
      ['a', '', undefined],
    ])
  })

  it('split: what is left goes to another supplier', () => {
    const [first] = startShares([need('a', 'R1', '10', 's1')], ['R1'])
    if (!first) throw new Error('a share is there')
    const split = splitShare([{ ...first, quantity: '6' }], 'a', 'new', '4')
    expect(split.map((s) => [s.id, s.quantity, s.supplier?.value ?? null])).toEqual([
      ['a', '6', 's1'],
      ['new', '4', null],
    ])
    expect(split.map(shareInput)[0]).toEqual({ requisitionLineId: 'a', quantity: '6', supplierId: 's1' })
  })
})
