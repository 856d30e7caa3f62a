import { expect, it } from 'vitest'
import { frameOf } from './past'

it('counts the months together that a budget controls together', () => {
  expect(frameOf('period', 4, 12)).toEqual([4, 4])
  expect(frameOf('quarter', 4, 12)).toEqual([3, 5])
  expect(frameOf('quarter', 6, 7)).toEqual([6, 6])
  expect(frameOf('cumulative', 4, 12)).toEqual([0, 4])
  expect(frameOf('year', 4, 12)).toEqual([0, 11])
})
