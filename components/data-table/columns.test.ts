import { expect, it } from 'vitest'
import { defineListColumns } from '@/server/contracts/platform/list'
import { growingColumn, layoutOf, moveColumn, setColumn, toggleColumn } from './columns'

const definition = defineListColumns({
  name: 'x',
  messages: 'x',
  columns: {
    number: { type: 'text' },
    date: { type: 'date' },
    party: { type: 'text' },
    note: { type: 'text', hidden: true },
  },
  defaultSort: [],
})
const usual = layoutOf({ columns: null }, definition)
const read = (layout: typeof usual) => layout.map((c) => `${c.pinned ? '!' : ''}${c.key}`).join()

it('shows what is not hidden, the first pinned; the party grows', () => {
  expect(read(usual)).toBe('!number,date,party')
  expect(growingColumn(usual, definition)).toBe('party')
  expect(growingColumn(setColumn(usual, 'party', { width: 90 }), definition)).toBe('date')
})

it('moves, shows and hides, but never the last one', () => {
  expect(read(moveColumn(usual, 'party', 1))).toBe('!number,party,date')
  expect(read(moveColumn(usual, 'party', 0))).toBe('!party,!number,date')
  expect(read(moveColumn(usual, 'party', 9))).toBe('!number,date,party')
  expect(read(toggleColumn(usual, 'note'))).toBe('!number,date,party,note')
  expect(read(toggleColumn([{ key: 'date' }], 'date'))).toBe('date')
})
