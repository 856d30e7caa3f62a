import { describe, expect, it } from 'vitest'
import { budgetMachine, budgetRevisionMachine } from '@/server/contracts/finance/budget'
import { monthsOf, spreadMonths } from '@/server/contracts/finance/budget-spread'
import { sum } from '@/server/kernel/money'
import { canTransit, type Machine } from '@/server/kernel/state-machine'
import { unused } from './budget.rules'

const of = (total: string, by: 'month' | 'quarter' | 'year' | 'weights', weights?: string[]) =>
  spreadMonths({ total, by, weights }, 12, 2)

describe('a spread', () => {
  it('leaves the cents in the last month', () => {
    expect(of('100', 'month')).toEqual([...Array(11).fill('8.33'), '8.37'])
    expect(of('200', 'month')).toEqual([...Array(11).fill('16.66'), '16.74'])
    expect(of('-100', 'month')).toEqual([...Array(11).fill('-8.33'), '-8.37'])
    expect(spreadMonths({ total: '100', by: 'month' }, 12, 0)).toEqual([...Array(11).fill('8'), '12'])
  })

  it('puts quarters and years where they begin', () => {
    expect(of('100.01', 'quarter')).toEqual(['25', '0', '0', '25', '0', '0', '25', '0', '0', '25.01', '0', '0'])
    expect(of('7', 'year')).toEqual(['7', ...Array(11).fill('0')])
  })

  it('follows weights, and gives the cents to the last month that has one', () => {
    const weights = ['1', '1', '1', ...Array(9).fill('0')]
    expect(of('10', 'weights', weights)).toEqual(['3.33', '3.33', '3.34', ...Array(9).fill('0')])
    expect(of('10', 'weights', Array(12).fill('0'))).toEqual(Array(12).fill('0'))
  })

  it('always adds up', () => {
    for (const by of ['month', 'quarter', 'year'] as const)
      for (const total of ['0', '0.01', '0.11', '999999999.99', '-3.17'])
        expect(sum(of(total, by)).toFixed()).toBe(sum([total]).toFixed())
  })
})

describe('the months of a year', () => {
  it('are those that it touches', () => {
    expect(monthsOf({ startDate: '2026-07-01', endDate: '2027-06-30' })).toHaveLength(12)
    expect(monthsOf({ startDate: '2026-04-06', endDate: '2027-04-05' })).toHaveLength(13)
  })
})

describe('what is left', () => {
  const month = (budgeted: string, committed = '0', actual = '0') => ({
    budgeted,
    preCommitted: '0',
    committed,
    actual,
  })
  const three = [month('10', '4', '3'), month('10', '0', '15'), month('10')]
  it('is each month by itself, the quarter, or the year as one', () => {
    expect(unused(three, 'period', false)).toEqual(['3', '0', '10'])
    expect(unused(three, 'quarter', false)).toEqual(['0', '0', '8'])
    expect(unused(three, 'year', false)).toEqual(['0', '0', '8'])
  })
  it('keeps what open orders hold unless they go along', () => {
    expect(unused(three, 'cumulative', true)).toEqual(['0', '0', '12'])
    expect(unused([month('5', '0', '9')], 'year', true)).toEqual(['0'])
  })
})

const allowed = [
  'draft submit in_approval',
  'draft approve approved',
  'draft cancel cancelled',
  'in_approval return draft',
  'in_approval reject rejected',
  'in_approval approve approved',
  'in_approval cancel cancelled',
  'rejected reopen draft',
  'rejected cancel cancelled',
]
describe.each([budgetMachine, budgetRevisionMachine] as readonly Machine[])('$document', (machine) => {
  it.each(machine.states.flatMap((s) => Object.keys(machine.transitions).map((t) => [s, t] as const)))(
    '%s x %s',
    (state, transition) => {
      const hit = allowed.find((a) => a.startsWith(`${state} ${transition} `))
      expect(canTransit(machine, state, transition)).toBe(hit !== undefined)
      if (hit) expect(machine.transitions[transition]?.to).toBe(hit.split(' ')[2])
    },
  )
})
