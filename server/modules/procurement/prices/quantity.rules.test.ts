import { expect, it } from 'vitest'
import { orderQuantity, reorderQuantity } from './quantity.rules'

const level = { safety: '10', reorder: '20', maximum: '50', minimum: null, multiple: null }

it.each([
  ['exactly at the safety level nothing is asked for', { available: '6', incoming: '4' }, '0'],
  ['a hair below it goes up to the maximum', { available: '5.9', incoming: '4' }, '40.1'],
  ['what is on its way counts', { available: '0', incoming: '9' }, '41'],
  ['without a maximum up to the reorder level', { available: '0', incoming: '0', maximum: null }, '20'],
  ['stock below zero is made up for', { available: '-5', incoming: '0' }, '55'],
  ['never under the supplier’s minimum', { available: '9', incoming: '0', minimum: '100' }, '100'],
  ['in whole multiples', { available: '9', incoming: '0', multiple: '12' }, '48'],
  [
    'a minimum that is no multiple is raised to one',
    { available: '9', incoming: '0', minimum: '50', multiple: '12' },
    '60',
  ],
  ['a maximum under the safety level is not obeyed', { available: '0', incoming: '0', maximum: '5' }, '10'],
] as const)('%s', (_, given, expected) => {
  expect(reorderQuantity({ ...level, ...given })).toBe(expected)
})

it('leaves a quantity that fits as it is', () => {
  expect(orderQuantity('24', { minimum: '12', multiple: '12' }).toFixed()).toBe('24')
  expect(orderQuantity('25', { minimum: '12', multiple: '12' }).toFixed()).toBe('36')
  expect(orderQuantity('0.5', { minimum: null, multiple: null }).toFixed()).toBe('0.5')
})
