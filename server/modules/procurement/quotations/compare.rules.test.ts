import { describe, expect, it } from 'vitest'
import { compareOffers, type Offered, type OfferLine } from './compare.rules'

const asked = ['a', 'b'].map((id, i) => ({
  id,
  position: i + 1,
  itemCode: id,
  description: id,
  unitCode: 'EA',
  quantity: '10',
  stockQuantity: '10',
}))
const quotation = (id: string, more: Partial<Offered> = {}): Offered => ({
  id,
  number: id,
  status: 'submitted',
  supplierId: `s-${id}`,
  supplierName: id,
  currency: 'USD',
  rate: '1',
  validUntil: null,
  expired: false,
  leadTimeDays: null,
  freight: '0',
  ...more,
})
const offer = (quotationId: string, rfqLineId: string, baseNet: string, more: Partial<OfferLine> = {}): OfferLine => ({
  quotationLineId: `${quotationId}-${rfqLineId}`,
  quotationId,
  rfqLineId,
  supplierId: `s-${quotationId}`,
  quantity: '10',
  stockQuantity: '10',
  unitPrice: '1',
  discountPercent: '0',
  baseNet,
  leadTimeDays: 5,
  awardedQuantity: '0',
  ...more,
})
const compare = (quotations: Offered[], offers: OfferLine[]) => compareOffers({ asked, quotations, offers, digits: 2 })

describe('offers side by side', () => {
  it('marks the lowest price of each line and the lowest whole', () => {
    const made = compare(
      [quotation('x', { freight: '3' }), quotation('y')],
      [offer('x', 'a', '10'), offer('x', 'b', '20'), offer('y', 'a', '11'), offer('y', 'b', '19', { leadTimeDays: 3 })],
    )
    expect(made.lines.map((l) => l.offers.map((o) => [o.basePrice, o.best, o.fastest]))).toEqual([
      [
        ['1', true, true],
        ['1.1', false, true],
      ],
      [
        ['2', false, false],
        ['1.9', true, true],
      ],
    ])
    expect(made.quotations.map((q) => [q.baseTotal, q.best])).toEqual([
      ['33.00', false],
      ['30.00', true],
    ])
  })
  it('leaves out what is expired or not enough, and who does not answer every line', () => {
    const made = compare(
      [quotation('x', { expired: true }), quotation('y'), quotation('z')],
      [
        offer('x', 'a', '1'),
        offer('y', 'a', '5', { stockQuantity: '9', quantity: '9' }),
        offer('z', 'a', '12'),
        offer('z', 'b', '12'),
      ],
    )
    expect(made.lines[0]?.offers.map((o) => o.best)).toEqual([false, false, true])
    expect(made.quotations.map((q) => [q.answered, q.best])).toEqual([
      [1, false],
      [0, false],
      [2, true],
    ])
  })
})
