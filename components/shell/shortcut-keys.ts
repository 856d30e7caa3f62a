import { isTypingAt } from '@/components/ui/keys-taken'

/** What of a keyboard event matters here. */
export interface Stroke {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/** `mod+k`, `shift+enter`, `g`, `?`: a letter is lower case, a sign stands for itself whatever is held for it. */
export function chordOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Stroke): string {
  const name = key === ' ' ? 'space' : key.toLowerCase()
  const letter = /^[a-z0-9]$/.test(name) || key.length > 1
  return [ctrlKey || metaKey ? 'mod' : '', altKey ? 'alt' : '', shiftKey && letter ? 'shift' : '', name]
    .filter(Boolean)
    .join('+')
}

/** How long the second key of a pair (`g o`) is waited for. */
export const PAIR_MS = 1200

export type Match = { kind: 'none' } | { kind: 'wait'; typed: string } | { kind: 'hit'; keys: string }

/** Whether `typed` so far plus `chord` is a shortcut, the beginning of one, or nothing. A broken pair starts anew. */
export function match(known: readonly string[], typed: string, chord: string): Match {
  const whole = typed ? `${typed} ${chord}` : chord
  if (known.includes(whole)) return { kind: 'hit', keys: whole }
  if (known.some((keys) => keys.startsWith(`${whole} `))) return { kind: 'wait', typed: whole }
  return typed ? match(known, '', chord) : { kind: 'none' }
}

const ACTING = 'button,a[href],[role=menuitem],[role=option],[role=tab],summary'

/** Where keys belong to somebody else: text is typed there, or Enter and Space already mean something. */
export function takenBy(target: EventTarget | null, chord: string): boolean {
  if (!(target instanceof Element)) return false
  if (isTypingAt(target)) return true
  return (chord === 'enter' || chord === 'space') && target.closest(ACTING) !== null
}
