import { describe, expect, it } from 'vitest'
import { type CountLine, matchCode, nextOpen } from './match'

const line = (id: string, part: Partial<CountLine>): CountLine => ({
  id,
  itemId: `item-${id}`,
  itemCode: id,
  itemName: id,
  itemNameZh: null,
  unit: 'EA',
  unitDigits: 0,
  tracking: 'none',
  barcodes: [],
  binId: 'a',
  bin: 'A-01',
  lotId: null,
  lot: null,
  expiryDate: null,
  counted: null,
  countedByName: null,
  countedByMe: false,
  countedAt: null,
  book: null,
  variance: null,
  varianceValue: null,
  overTolerance: false,
  ...part,
})
const bins = [
  { value: 'a', label: 'A-01' },
  { value: 'b', label: 'B-01' },
]
const sheet = [
  line('1', { itemCode: 'BOLT', barcodes: ['400638'] }),
  line('2', { itemCode: 'BOLT', barcodes: ['400638'], binId: 'b', bin: 'B-01' }),
  line('3', { itemCode: 'OIL', lot: 'L-7', binId: 'b', bin: 'B-01' }),
  line('4', { itemCode: 'OIL', lot: 'L-8', binId: 'b', bin: 'B-01' }),
]

describe('a code on a count sheet', () => {
  it('is a bin', () => expect(matchCode('b-01', sheet, bins, null)).toEqual({ kind: 'bin', binId: 'b' }))
  it('is an item of the bin one stands at', () =>
    expect(matchCode('400638', sheet, bins, 'b')).toMatchObject({ kind: 'line', line: { id: '2' } }))
  it('is several without a bin', () => expect(matchCode('bolt', sheet, bins, null)).toMatchObject({ kind: 'several' }))
  it('is a lot', () => expect(matchCode('L-8', sheet, bins, 'a')).toMatchObject({ kind: 'line', line: { id: '4' } }))
  it('prefers what is still open', () => {
    const counted = sheet.map((l) => (l.id === '3' ? { ...l, counted: '1' } : l))
    expect(matchCode('oil', counted, bins, 'b')).toMatchObject({ kind: 'line', line: { id: '4' } })
  })
  it('may be nothing', () => expect(matchCode('zzz', sheet, bins, null)).toEqual({ kind: 'none' }))
})

describe('the next line to count', () => {
  it('follows the sheet and starts over at its end', () => {
    const counted = sheet.map((l) => (l.id === '2' || l.id === '4' ? { ...l, counted: '1' } : l))
    expect(nextOpen(counted, '1')?.id).toBe('3')
    expect(nextOpen(counted, '3')?.id).toBe('1')
    expect(
      nextOpen(
        sheet.map((l) => ({ ...l, counted: '0' })),
        '1',
      ),
    ).toBeNull()
  })
})
