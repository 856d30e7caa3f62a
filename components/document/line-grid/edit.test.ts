import { beforeEach, describe, expect, it } from 'vitest'
import { parseDate } from '@/components/ui/date-text'
import { parseDecimal } from '@/components/ui/decimal-text'
import {
  applyResolved,
  clear,
  copy,
  deleteLines,
  duplicateLines,
  type EditContext,
  fillDown,
  insertLine,
  isBlankLine,
  type Lines,
  paste,
  pendingTexts,
  setOption,
} from './edit'
import { cellText, type GridColumn, move } from './model'

const columns: GridColumn[] = [
  { key: 'itemId', title: 'Item', kind: 'lookup', search: async () => [], resolve: async () => new Map() },
  { key: 'quantity', title: 'Quantity', kind: 'decimal', digits: 3 },
  { key: 'price', title: 'Price', kind: 'decimal' },
  {
    key: 'amount',
    title: 'Amount',
    kind: 'computed',
    compute: (v) => (v.quantity && v.price ? `${v.quantity}x${v.price}` : null),
  },
  { key: 'date', title: 'Date', kind: 'date' },
  {
    key: 'unit',
    title: 'Unit',
    kind: 'select',
    options: [
      { value: 'ea', label: 'Each' },
      { value: 'kg', label: 'Kilogram' },
    ],
  },
]
let next = 0
const context: EditContext = {
  columns,
  newId: () => `n${next++}`,
  parseDecimal: (text) => parseDecimal(text, 'en'),
  parseDate: (text) => parseDate(text, 'en', '2026-01-01'),
  blank: () => ({ unit: 'ea' }),
}
const line = (id: string, values: Record<string, string | null> = {}): Lines[number] => ({ id, values })
const column = (key: string): GridColumn => {
  const found = columns.find((c) => c.key === key)
  if (!found) throw new Error(key)
  return found
}

beforeEach(() => {
  next = 0
})

describe('paste', () => {
  it('puts 1,000 rows, makes the lines it needs and loses nothing', () => {
    const block = Array.from({ length: 1000 }, (_, i) => [
      `SKU-${i}`,
      i % 10 === 0 ? 'twelve' : `${i}.5`,
      '3.25',
      'ignored',
      '2026-1-5',
      'kilogram',
    ])
    const { lines, range, cutColumns } = paste([line('a')], { row: 0, column: 0 }, null, block, context)
    expect(lines).toHaveLength(1000)
    expect(range).toEqual({ top: 0, bottom: 999, left: 0, right: 5 })
    expect(cutColumns).toBe(0)
    expect(lines[1]?.values).toMatchObject({ quantity: '1.5', price: '3.25', date: '2026-01-05', unit: 'kg' })
    expect(lines[10]?.raw?.quantity).toEqual({ text: 'twelve', error: 'number' })
    expect(lines[10]?.raw?.itemId).toEqual({ text: 'SKU-10', error: 'pending' })
    expect(lines[10]?.values).not.toHaveProperty('amount')
    expect(pendingTexts(lines, 'itemId')).toHaveLength(1000)
  })

  it('tells of columns that found no place and of digits that would be cut', () => {
    const pasted = paste([], { row: 0, column: 1 }, null, [['1.2345', '2', 'x', 'y', 'z', 'out']], context)
    expect(pasted.cutColumns).toBe(1)
    expect(pasted.lines[0]?.raw).toEqual({
      quantity: { text: '1.2345', error: 'tooPrecise' },
      date: { text: 'y', error: 'date' },
      unit: { text: 'z', error: 'option' },
    })
  })

  it('fills a selection with one value and leaves other lines as they were', () => {
    const lines = [line('a'), line('b'), line('c')]
    const pasted = paste(lines, { row: 1, column: 1 }, { top: 1, bottom: 2, left: 1, right: 2 }, [['7']], context)
    expect(pasted.lines[0]).toBe(lines[0])
    expect(pasted.lines[2]?.values).toMatchObject({ quantity: '7', price: '7' })
  })

  it('matches items later; the unknown stay as typed', () => {
    const { lines } = paste(
      [],
      { row: 0, column: 0 },
      null,
      [
        ['A-1', '2'],
        ['A-2', ''],
      ],
      context,
    )
    const found = new Map([['A-1', { id: 'id1', label: 'A-1 Bolt', fills: { price: '9.90', quantity: '1' } }]])
    const done = applyResolved(lines, column('itemId'), ['A-1', 'A-2'], found)
    expect(done[0]).toMatchObject({
      values: { itemId: 'id1', price: '9.90', quantity: '2' },
      labels: { itemId: 'A-1 Bolt' },
    })
    expect(done[1]?.raw?.itemId).toEqual({ text: 'A-2', error: 'unknown' })
    expect(applyResolved(lines, column('itemId'), ['A-1'], found)[1]).toBe(lines[1])
  })
})

describe('copy, fill, clear', () => {
  const start: Lines = [
    { id: 'a', values: { itemId: 'id1', quantity: '2', price: '3', unit: 'kg' }, labels: { itemId: 'A-1 Bolt' } },
    { id: 'b', values: { quantity: '5', unit: 'ea' } },
  ]
  it('copies labels and computed values', () => {
    expect(copy(start, { top: 0, bottom: 1, left: 0, right: 5 }, columns)).toEqual([
      ['A-1 Bolt', '2', '3', '2x3', '', 'Kilogram'],
      ['', '5', '', '', '', 'Each'],
    ])
  })
  it('fills down with labels, from above when one row is chosen', () => {
    const filled = fillDown(start, { top: 1, bottom: 1, left: 0, right: 3 }, context)
    expect(filled[1]).toMatchObject({
      values: { itemId: 'id1', quantity: '2', price: '3', unit: 'ea' },
      labels: { itemId: 'A-1 Bolt' },
    })
    expect(filled[0]).toBe(start[0])
    expect(fillDown(start, { top: 0, bottom: 0, left: 0, right: 0 }, context)).toEqual(start)
  })
  it('clears values, labels and texts not understood', () => {
    const dirty = paste(start, { row: 0, column: 1 }, null, [['x']], context).lines
    const cleared = clear(dirty, { top: 0, bottom: 0, left: 0, right: 3 }, context)
    expect(cleared[0]).toEqual({ id: 'a', values: { itemId: null, quantity: null, price: null, unit: 'kg' } })
  })
})

describe('lines', () => {
  it('are inserted, duplicated with new ids and deleted', () => {
    const lines = [line('a', { unit: 'kg' }), line('b')]
    const inserted = insertLine(lines, 1, context)
    expect(inserted.map((l) => l.id)).toEqual(['a', 'n0', 'b'])
    expect(inserted[1] && isBlankLine(inserted[1], context)).toBe(true)
    expect(duplicateLines(lines, 0, 1, context.newId).map((l) => l.id)).toEqual(['a', 'b', 'n1', 'n2'])
    expect(deleteLines(lines, 0, 0)).toEqual([lines[1]])
  })
  it('choosing an item by hand replaces what followed from the former one', () => {
    const chosen = setOption(line('a', { price: '1' }), column('itemId'), {
      id: 'x',
      label: 'X',
      fills: { price: '2' },
    })
    expect(chosen.values.price).toBe('2')
    expect(cellText(chosen, column('itemId'))).toBe('X')
  })
})

describe('moving', () => {
  it('Tab runs on, arrows stop', () => {
    expect(move({ row: 0, column: 5 }, 'next', 2, 6)).toEqual({ row: 1, column: 0 })
    expect(move({ row: 1, column: 5 }, 'next', 2, 6)).toEqual({ row: 1, column: 5 })
    expect(move({ row: 1, column: 0 }, 'previous', 2, 6)).toEqual({ row: 0, column: 5 })
    expect(move({ row: 0, column: 0 }, 'up', 2, 6)).toEqual({ row: 0, column: 0 })
    expect(move({ row: 0, column: 0 }, 'end', 2, 6)).toEqual({ row: 1, column: 5 })
  })
})
