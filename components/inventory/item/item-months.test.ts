import { expect, it } from 'vitest'
import { monthsOf } from './item-months'

it('averages price and cost by month, lets the last cost go on, and leaves gaps where nothing was sold', () => {
  const sales = [
    { date: '2026-03-02', quantity: '3', baseNet: '36' },
    { date: '2026-03-20', quantity: '1', baseNet: '8' },
    { date: '2026-05-01', quantity: '2', baseNet: '20' },
  ]
  const costs = [
    { month: '2026-02', unitCost: '7' },
    { month: '2026-05', unitCost: '8' },
  ]
  expect(monthsOf(sales, costs)).toEqual([
    { month: '2026-02', price: null, cost: '7', margin: null },
    { month: '2026-03', price: '11', cost: '7', margin: '36.4' },
    { month: '2026-05', price: '10', cost: '8', margin: '20' },
  ])
  expect(monthsOf([{ date: '2026-03-02', quantity: '0', baseNet: '-5' }], [])).toEqual([
    { month: '2026-03', price: null, cost: null, margin: null },
  ])
})
