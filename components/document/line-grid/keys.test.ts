import { expect, it } from 'vitest'
import { commandOf, type Editing } from './keys'

const press = (key: string, editing: Editing = false, more: Partial<KeyboardEvent> = {}) =>
  commandOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more }, editing)

it('moves, extends, jumps', () => {
  expect(press('ArrowDown')).toEqual({ do: 'move', by: 'down', extend: false })
  expect(press('ArrowRight', false, { shiftKey: true })).toEqual({ do: 'move', by: 'right', extend: true })
  expect(press('Tab', 'typed', { shiftKey: true })).toEqual({ do: 'move', by: 'previous', extend: false })
  expect(press('End', false, { ctrlKey: true, shiftKey: true })).toEqual({ do: 'move', by: 'end', extend: true })
  expect(press('ArrowDown', false, { metaKey: true })).toEqual({ do: 'move', by: 'columnEnd', extend: false })
})

it('edits: typing leaves by arrows, F2 keeps them', () => {
  expect(press('Enter')).toEqual({ do: 'edit' })
  expect(press('F2')).toEqual({ do: 'edit' })
  expect(press('ArrowDown', 'typed')).toEqual({ do: 'move', by: 'down', extend: false })
  expect(press('ArrowDown', 'inside')).toBeNull()
  expect(press('ArrowLeft', 'typed')).toBeNull()
  expect(press('Escape', 'typed')).toEqual({ do: 'cancel' })
  expect(press('Backspace', 'typed')).toBeNull()
})

it('has the commands of a spreadsheet and leaves the form its own', () => {
  const ctrl = (key: string, more = {}) => press(key, false, { ctrlKey: true, ...more })?.do
  expect([
    ctrl('d'),
    ctrl('D', { shiftKey: true }),
    ctrl('z'),
    ctrl('Z', { shiftKey: true }),
    ctrl('a'),
    ctrl('-'),
  ]).toEqual(['fillDown', 'duplicate', 'undo', 'redo', 'all', 'delete'])
  expect([ctrl('s'), ctrl('Enter'), ctrl('c'), ctrl('v')].filter(Boolean)).toEqual([])
  expect(press('7')).toBeNull()
})
