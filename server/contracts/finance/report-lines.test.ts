import { describe, expect, it } from 'vitest'
import { dec } from '@/server/kernel/money'
import { balanceLines, incomeLines } from './report-lines'

const account = (accountId: string, subtype: string, amount: string) => ({
  ...{ accountId, code: accountId, nameEn: accountId, nameZh: accountId, subtype },
  type: 'asset' as const,
  amount,
  compare: null,
})
const section = (key: string, amount: string) => ({
  key,
  rows: amount === '0' ? [] : [account(`${key}-1`, key, amount)],
  total: { key, amount, compare: null },
})
const total = (key: string, amount: string) => ({ key, amount, compare: null })

describe('the layout of statements', () => {
  it('puts each result of the income statement after its sections and leaves empty sections out', () => {
    const lines = incomeLines({
      currency: 'USD',
      sections: [
        section('revenue', '100'),
        section('cost_of_sales', '60'),
        section('operating_expense', '0'),
        section('other_income', '0'),
        section('finance_cost', '0'),
        section('income_tax', '0'),
      ],
      results: [
        total('gross_profit', '40'),
        total('operating_profit', '40'),
        total('profit_before_tax', '40'),
        total('net_profit', '40'),
      ],
    })
    expect(lines.map((l) => l.key)).toEqual([
      'revenue',
      'revenue-1',
      'revenue.total',
      'cost_of_sales',
      'cost_of_sales-1',
      'cost_of_sales.total',
      'result.gross_profit',
      'result.operating_profit',
      'result.profit_before_tax',
      'result.net_profit',
    ])
  })

  it('ends both sides of the balance sheet in one figure, the result of the year within equity', () => {
    const lines = balanceLines(
      {
        currency: 'USD',
        sections: [section('cash', '140'), section('payable', '40'), section('equity', '60')],
        currentResult: total('current_result', '40'),
        earlierResult: total('earlier_result', '0.00'),
        totals: [total('assets', '140'), total('liabilities', '40'), total('equity', '100')],
      },
      (a, b) => dec(a).plus(b).toFixed(),
    )
    expect(new Set(lines.map((l) => l.key)).size).toBe(lines.length)
    const results = lines.filter((l) => l.kind === 'result').map((l) => [l.key, l.amount])
    expect(results).toEqual([
      ['result.assets', '140'],
      ['result.liabilities', '40'],
      ['result.current_result', '40'],
      ['result.equity', '100'],
      ['result.liabilities_and_equity', '140'],
    ])
  })
})
