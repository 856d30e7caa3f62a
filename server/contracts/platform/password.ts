export const PASSWORD_MIN = 12
export const PASSWORD_MAX = 200

const COMMON =
  /password|passwort|passw|kennwort|qwerty|qwertz|azerty|asdfgh|zxcvbn|yxcvbn|letmein|welcome|admin|login|iloveyou|monkey|dragon|sunshine|princess|football|baseball|master|secret|changeme|default|trustno|superman|batman|company|winter|spring|summer|autumn|woaini|mima|keel/g
const LEET: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
const MEANINGFUL = 6

/**
 * Why a password is refused (a message code), or null. Length decides first (NIST SP 800-63B); then what is left after
 * words everybody tries, repeats, runs like `4567` and the person's own names must still be something to guess.
 */
export function passwordIssue(password: string, personal: readonly string[] = []): string | null {
  if (password.length < PASSWORD_MIN) return 'identity.password_short'
  if (password.length > PASSWORD_MAX) return 'identity.password_long'
  const lower = password.toLowerCase()
  if (new Set(lower).size < 5) return 'identity.password_common'
  const own = personal.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4)
  const plain = [...lower].map((c) => LEET[c] ?? c).join('')
  // Judged as typed and with look-alike letters put back: the weaker reading counts.
  return [lower, plain].some((reading) => strength(reading, own) < MEANINGFUL) ? 'identity.password_common' : null
}

function strength(reading: string, own: readonly string[]): number {
  let rest = reading.replace(COMMON, '')
  for (const word of own) rest = rest.replaceAll(word, '')
  const chars = [...rest]
  return chars.filter((c, i) => !continues(chars[i - 1], c) && !chars.slice(Math.max(0, i - 4), i).includes(c)).length
}

/** `b` after `a`, `3` after `4`: adds nothing to guess. */
const continues = (before: string | undefined, c: string): boolean =>
  before !== undefined && Math.abs((before.codePointAt(0) ?? 0) - (c.codePointAt(0) ?? 0)) <= 1
