import { describe, expect, it } from 'vitest'
import { accountRoles } from '../door'
import { cnChart } from './chart-cn'
import { chartTemplates } from './set-up-company-books'

describe.each(Object.entries(chartTemplates))('the %s chart', (_name, chart) => {
  it('has every account once, and an account to post to for every part', () => {
    const codes = chart.accounts.map(([code]) => code)
    expect(new Set(codes).size).toBe(codes.length)
    const posting = new Set(chart.accounts.filter(([, , , , , more]) => !more?.heading).map(([code]) => code))
    for (const role of accountRoles) expect(posting.has(chart.roles[role]), role).toBe(true)
    expect(posting.has(chart.outputTax) && posting.has(chart.inputTax)).toBe(true)
  })

  it('controls receivable, payable and stock, and nothing that is posted by hand', () => {
    const control = new Map(chart.accounts.map(([code, , , , , more]) => [code, more?.control]))
    expect([chart.roles.receivable, chart.roles.payable, chart.roles.inventory].map((c) => control.get(c))).toEqual([
      'receivable',
      'payable',
      'inventory',
    ])
    for (const role of ['grni', 'unbilled_receivable', 'bank', 'retained_earnings'] as const)
      expect(control.get(chart.roles[role])).toBeUndefined()
  })
})

it('the Chinese chart has the standard names', () => {
  const names = new Map<string, string>(cnChart.accounts.map(([code, , zh]) => [code, zh]))
  expect(['1002', '1405', '2221', '3103', '5001', '5401', '5801'].map((c) => names.get(c))).toEqual([
    '银行存款',
    '库存商品',
    '应交税费',
    '本年利润',
    '主营业务收入',
    '主营业务成本',
    '所得税费用',
  ])
})
