import { describe, expect, it } from 'vitest'
import { fromStored, isBlank, lineTotal, spreadLines, toInput, totalsOf, weightsOf } from './plan-lines'

const line = (id: string, values: Record<string, string | null>) => ({ id, values })

describe('lines of a budget', () => {
  const lines = [
    line('a', { account: 'x', annual: '100', m0: null }),
    line('b', { account: 'y', m0: '1', m1: '2.5' }),
    line('c', { budget: 'z', account: null }),
  ]

  it('spread what is to be spread, and nothing else', () => {
    const [a, b] = spreadLines(lines, 'month', undefined, 3, 2)
    expect(a?.values).toMatchObject({ annual: null, m0: '33.33', m1: '33.33', m2: '33.34' })
    expect(b).toBe(lines[1])
    expect(weightsOf(lines, 3)).toEqual(['1', '2.5', '0'])
    expect(spreadLines(lines, 'weights', ['1', '1', '0'], 3, 2)[0]?.values).toMatchObject({
      m0: '50',
      m1: '50',
      m2: '0',
    })
  })

  it('add up exactly', () => {
    expect(lineTotal(lines[1]?.values ?? {}, 3)).toBe('3.5')
    expect(totalsOf(lines, 3)).toEqual({ months: ['1', '2.5', '0'], total: '3.5' })
  })

  it('go to the server without the blank ones, and come back as they were', () => {
    expect(lines.map(isBlank)).toEqual([false, false, true])
    const sent = toInput(lines, () => 2)
    expect(sent.ids).toEqual(['a', 'b'])
    expect(sent.lines[1]).toEqual({ accountId: 'y', costCenterId: null, projectId: null, months: ['1', '2.5'] })
    const account = { id: 'y', code: '6100', nameEn: 'Travel', nameZh: '差旅' }
    const stored = [{ budgetId: 'z', account, costCenter: null, project: null, months: ['0', '2'], total: '2' }]
    const [shown] = fromStored(stored, (of) => of?.code ?? '')
    expect(shown).toMatchObject({ values: { account: 'y', m0: null, m1: '2' }, labels: { account: '6100' } })
  })
})
