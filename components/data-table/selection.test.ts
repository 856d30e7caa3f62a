import { expect, it } from 'vitest'
import { everythingSelected, isSelected, nothingSelected, selectedCount, selectRange, setSelected } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']

it('selects a range from the anchor in either direction', () => {
  const first = selectRange(nothingSelected, order, null, 'd')
  const range = selectRange(first, order, 'd', 'b')
  expect([...range.ids].sort()).toEqual(['b', 'c', 'd'])
  expect([...selectRange(range, order, 'b', 'c').ids]).toEqual(['d'])
})

it('counts all that is filtered minus the exceptions', () => {
  const all = setSelected(everythingSelected, ['b', 'c'], false)
  expect(isSelected(all, 'b')).toBe(false)
  expect(isSelected(all, 'never loaded')).toBe(true)
  expect(selectedCount(all, 31465)).toBe(31463)
  expect(selectedCount(setSelected(all, ['b'], true), 31465)).toBe(31464)
})
