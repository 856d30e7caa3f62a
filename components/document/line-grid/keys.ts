import type { Movement } from './model'

export type GridCommand =
  | { readonly do: 'move'; readonly by: Movement; readonly extend: boolean }
  | {
      readonly do:
        | 'edit'
        | 'cancel'
        | 'clear'
        | 'fillDown'
        | 'insert'
        | 'delete'
        | 'duplicate'
        | 'undo'
        | 'redo'
        | 'all'
    }

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>
/** `false` = a cell is chosen; `typed` = typing began it, so arrows leave it; `inside` = F2 or a double click, arrows stay. */
export type Editing = false | 'typed' | 'inside'

const moves: Record<string, Movement> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'rowStart',
  End: 'rowEnd',
}
const chords: Record<string, GridCommand> = {
  d: { do: 'fillDown' },
  z: { do: 'undo' },
  y: { do: 'redo' },
  a: { do: 'all' },
  Home: { do: 'move', by: 'start', extend: false },
  End: { do: 'move', by: 'end', extend: false },
  Delete: { do: 'delete' },
  '-': { do: 'delete' },
}

/** What a key means in the grid; null = it is text, or not ours (Ctrl+S, Ctrl+Enter belong to the form). */
export function commandOf(event: Key, editing: Editing): GridCommand | null {
  const chord = event.ctrlKey || event.metaKey
  if (event.altKey) return null
  if (event.key === 'Tab') return { do: 'move', by: event.shiftKey ? 'previous' : 'next', extend: false }
  if (editing) return chord ? null : whileEditing(event, editing)
  if (chord) {
    if (event.shiftKey && event.key.toLowerCase() === 'z') return { do: 'redo' }
    if (event.shiftKey && event.key.toLowerCase() === 'd') return { do: 'duplicate' }
    const by = { ArrowUp: 'columnTop', ArrowDown: 'columnEnd', ArrowLeft: 'rowStart', ArrowRight: 'rowEnd' } as const
    const jump = Object.entries(by).find(([key]) => key === event.key)?.[1]
    if (jump) return { do: 'move', by: jump, extend: event.shiftKey }
    const command = chords[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    return command?.do === 'move' ? { ...command, extend: event.shiftKey } : (command ?? null)
  }
  const by = moves[event.key]
  if (by) return { do: 'move', by, extend: event.shiftKey }
  if (event.key === 'Enter' && event.shiftKey) return { do: 'move', by: 'up', extend: false }
  if (event.key === 'Enter' || event.key === 'F2') return { do: 'edit' }
  if (event.key === 'Delete' || event.key === 'Backspace') return { do: 'clear' }
  if (event.key === 'Insert') return { do: 'insert' }
  return event.key === 'Escape' ? { do: 'cancel' } : null
}

function whileEditing(event: Key, editing: Editing): GridCommand | null {
  if (event.key === 'Enter') return { do: 'move', by: event.shiftKey ? 'up' : 'down', extend: false }
  if (event.key === 'Escape') return { do: 'cancel' }
  const leaves = editing === 'typed' && (event.key === 'ArrowUp' || event.key === 'ArrowDown')
  const by = moves[event.key]
  return leaves && by ? { do: 'move', by, extend: false } : null
}
