import { describe, expect, it } from 'vitest'
import { chordOf, match } from './shortcut-keys'

const stroke = (key: string, held: Partial<Parameters<typeof chordOf>[0]> = {}) =>
  chordOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })

describe('shortcuts', () => {
  it('names what was pressed', () => {
    expect(stroke('K', { ctrlKey: true })).toBe('mod+k')
    expect(stroke('k', { metaKey: true })).toBe('mod+k')
    expect(stroke('?', { shiftKey: true })).toBe('?')
    expect(stroke('Enter', { shiftKey: true })).toBe('shift+enter')
    expect(stroke('G', { shiftKey: true })).toBe('shift+g')
  })
  it('waits for the second key of a pair and starts anew when it does not fit', () => {
    const known = ['g o', 'g h', 'c', 'g g']
    expect(match(known, '', 'g')).toEqual({ kind: 'wait', typed: 'g' })
    expect(match(known, 'g', 'o')).toEqual({ kind: 'hit', keys: 'g o' })
    expect(match(known, 'g', 'g')).toEqual({ kind: 'hit', keys: 'g g' })
    expect(match(known, 'g', 'c')).toEqual({ kind: 'hit', keys: 'c' })
    expect(match(known, '', 'x')).toEqual({ kind: 'none' })
  })
})
