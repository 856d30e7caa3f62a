import { describe, expect, it } from 'vitest'
import { isBlankLine, placeLineIssues } from './use-draft'

describe('lines of a draft', () => {
  it('are blank when no column that counts is filled', () => {
    expect(isBlankLine({ id: 'a', values: { item: null, unit: 'x' } }, ['item', 'quantity'])).toBe(true)
    expect(isBlankLine({ id: 'a', values: { quantity: '1' } }, ['item', 'quantity'])).toBe(false)
    expect(isBlankLine({ id: 'a', values: {}, raw: { item: { text: 'q', error: 'unknown' } } }, ['item'])).toBe(false)
  })

  it('take the issues of what was sent, by the column they stand in', () => {
    const { lines, rest } = placeLineIssues(
      [
        { path: 'lines.1.itemId', code: 'a.b' },
        { path: 'lines.1.itemId', code: 'a.c' },
        { path: 'lines.0.quantity', code: 'a.d' },
        { path: 'reason', code: 'a.e' },
        { path: 'lines.7.quantity', code: 'a.f' },
      ],
      ['x', 'y'],
    )
    expect(lines.get('y')?.get('item')?.code).toBe('a.b')
    expect(lines.get('x')?.get('quantity')?.code).toBe('a.d')
    expect(rest.map((i) => i.path)).toEqual(['reason', 'lines.7.quantity'])
  })
})
