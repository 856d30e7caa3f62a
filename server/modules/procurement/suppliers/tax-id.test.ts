import { expect, it } from 'vitest'
import { isTaxId } from './tax-id'

it.each([
  ['a German VAT number', 'DE136695976', 'DE', true],
  ['without its prefix', '136695976', 'DE', true],
  ['with a wrong check digit', 'DE136695977', 'DE', false],
  ['a Chinese credit code', '91110000600037341L', 'CN', true],
  ['a Chinese credit code with a typing error', '91110000600037341M', 'CN', false],
  ['an American employer number', '91-1144442', 'US', true],
  ['letters where digits belong', 'ABC', 'US', false],
  ['a French VAT number', 'FR40303265045', 'FR', true],
  ['a country without a known rule', 'anything', 'AQ', true],
] as const)('%s', (_, taxId, country, valid) => {
  expect(isTaxId(taxId, country, 'organization')).toBe(valid)
})
