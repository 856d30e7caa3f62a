import { expect, it } from 'vitest'
import { effectiveDiscount, type FactLine } from './fact.rules'

const line = (part: Partial<FactLine>): FactLine => ({
  kind: 'item',
  itemCode: 'A',
  itemCategory: null,
  quantity: '1',
  unitFactor: '1',
  unitPrice: '41.36',
  listPrice: '41.36',
  discountPercent: '0',
  documentDiscount: '0',
  net: '0',
  baseNet: '0',
  costs: { current: null, standard: null, last_receipt: null },
  itemSales: [],
  customerSales: [],
  ...part,
})

it.each([
  // 41.36 less 10 % is 37.224: the line says 37.22, which alone would look like 10.0097 %.
  ['exactly what was agreed, whatever the cents', { discountPercent: '10' }, '10'],
  ['a typed price counts against the list price', { unitPrice: '31.02', discountPercent: '10' }, '32.5'],
  ['the document discount comes on top', { quantity: '10', discountPercent: '10', documentDiscount: '41.36' }, '20'],
  ['a price over the list is no discount', { unitPrice: '50' }, '0'],
  ['without a list price the typed one is the full one', { listPrice: null, discountPercent: '4' }, '4'],
  ['nothing of nothing', { quantity: '0', discountPercent: '50' }, '0'],
] as const)('%s', (_, part, expected) => {
  expect(effectiveDiscount(line(part)).toFixed()).toBe(expected)
})
