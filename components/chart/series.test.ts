import { expect, it } from 'vitest'
import { changePercent, drawn, totalOf } from './series'

const series = [
  { key: 'a', label: 'A' },
  { key: 'b', label: 'B' },
]

it('adds exactly what is read and floats only what is drawn', () => {
  const point = { id: '1', label: 'Jan', values: { a: '0.1', b: '0.2', c: null } }
  expect(totalOf(point, series)).toBe('0.3')
  expect(drawn([point])).toEqual([{ id: '1', label: 'Jan', 'v:a': 0.1, 'v:b': 0.2, 'v:c': null }])
})

it('tells a change against what was, also from a negative', () => {
  expect(changePercent('110', '100')).toBe('10')
  expect(changePercent('-50', '-100')).toBe('50')
  expect(changePercent('2', '3')).toBe('-33.3')
  expect(changePercent('5', '0')).toBeNull()
})
