import { describe, expect, it } from 'vitest'
import { type ChartAccount, chartTree } from './chart-tree'

const account = (id: string, parentId: string | null, type: ChartAccount['type'] = 'asset'): ChartAccount => ({
  ...{ id, parentId, type, code: id, nameEn: `Account ${id}`, nameZh: `科目${id}`, subtype: 'cash', control: null },
  ...{ currency: null, posting: true, status: 'active', version: 1 },
})
const chart = [account('1', null), account('11', '1'), account('12', '1'), account('4', null, 'income')]
const balances = new Map([
  ['11', '10.5'],
  ['12', '-0.5'],
  ['4', '-10'],
])

describe('the tree of the chart', () => {
  it('adds balances up from the leaves to the types', () => {
    const rows = chartTree(chart, balances, '', new Set())
    expect(rows.map((r) => [r.key, r.depth, r.balance])).toEqual([
      ['asset', 0, '10'],
      ['1', 1, '10'],
      ['11', 2, '10.5'],
      ['12', 2, '-0.5'],
      ['income', 0, '-10'],
      ['4', 1, '-10'],
    ])
  })

  it('hides what is below a closed row, and opens it for what a search finds', () => {
    const closed = new Set(['1'])
    expect(chartTree(chart, balances, '', closed).map((r) => r.key)).toEqual(['asset', '1', 'income', '4'])
    expect(chartTree(chart, balances, '科目12', closed).map((r) => r.key)).toEqual(['asset', '1', '12'])
  })
})
