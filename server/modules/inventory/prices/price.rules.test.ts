import { describe, expect, it } from 'vitest'
import { choosePrice, type PriceCandidate } from './price.rules'

const item = {
  itemId: 'item',
  categoryPath: ['near', 'far'],
  stockUnitId: 'piece',
  factorOf: (unit: string) => ({ piece: '1', box: '12', pallet: '480' })[unit],
}
let n = 0
const nearness = { customer: 0, group: 1, general: 2 }
type Level = keyof typeof nearness
const row = ({ level = 'general', ...more }: Partial<PriceCandidate> & { level?: Level }) => ({
  priceId: `p${++n}`,
  nearness: nearness[level],
  itemId: 'item',
  categoryId: null,
  unitId: null,
  minQuantity: '0',
  validFrom: null,
  unitPrice: '10',
  ...more,
})
const choose = (candidates: ReturnType<typeof row>[], stockQuantity = '10', unitId = 'piece') => {
  const forwards = choosePrice(candidates, item, { unitId, stockQuantity })
  const backwards = choosePrice([...candidates].reverse(), item, { unitId, stockQuantity })
  expect(backwards).toEqual(forwards)
  return forwards?.unitPrice
}

describe('the price that wins, whatever the order of entry', () => {
  it('is the customer’s before the group’s before the general one', () => {
    const levels = [row({ level: 'general', unitPrice: '3' }), row({ level: 'group', unitPrice: '2' })]
    expect(choose(levels)).toBe('2')
    expect(choose([...levels, row({ level: 'customer', unitPrice: '4' })])).toBe('4')
    // A category of the customer's list goes before the item in a general one.
    expect(
      choose([row({ unitPrice: '1' }), row({ level: 'customer', itemId: null, categoryId: 'far', unitPrice: '9' })]),
    ).toBe('9')
  })
  it('is the item’s before its category’s, the nearest category first', () => {
    const far = row({ itemId: null, categoryId: 'far', unitPrice: '7' })
    const near = row({ itemId: null, categoryId: 'near', unitPrice: '8' })
    expect(choose([far, near])).toBe('8')
    expect(choose([far, near, row({ unitPrice: '9' })])).toBe('9')
    expect(choose([row({ itemId: null, categoryId: 'other' })])).toBeUndefined()
  })
  it('is the longest tier that the quantity reaches, the bound included', () => {
    const tiers = [
      row({ unitPrice: '10' }),
      row({ minQuantity: '100', unitPrice: '8' }),
      row({ minQuantity: '20', unitPrice: '9' }),
    ]
    expect([choose(tiers, '19.999'), choose(tiers, '20'), choose(tiers, '100')]).toEqual(['10', '9', '8'])
  })
  it('is the one that starts later', () => {
    expect(choose([row({ validFrom: '2026-01-01', unitPrice: '11' }), row({ unitPrice: '10' })])).toBe('11')
  })
  it('is given in the unit of the line', () => {
    expect(choose([row({ unitPrice: '1.25' })], '24', 'box')).toBe('15')
    expect(choose([row({ unitPrice: '1.25' }), row({ unitId: 'box', unitPrice: '14' })], '24', 'box')).toBe('14')
    expect(choose([row({ unitId: 'box', unitPrice: '10' })], '5')).toBe('0.833333')
    expect(choose([row({ unitId: 'barrel' })])).toBeUndefined()
  })
})
