/** Decimal strings as people type and read them. Nothing here ever becomes a float. */

const PLAIN = /^-?\d+(\.\d*)?$|^-?\.\d+$/

interface Separators {
  group: string
  decimal: string
}
const known = new Map<string, Separators>()
function separators(locale: string): Separators {
  const found = known.get(locale)
  if (found) return found
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(1234567.5)
  const of = (type: string, otherwise: string) => parts.find((part) => part.type === type)?.value ?? otherwise
  const made = { group: of('group', ','), decimal: of('decimal', '.') }
  known.set(locale, made)
  return made
}

/** Without leading zeros, trailing point, or a minus before zero; keeps the places that were typed. */
function tidy(text: string): string {
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  const body = fraction ? `${digits}.${fraction}` : digits
  return negative && /[1-9]/.test(body) ? `-${body}` : body
}

/**
 * What was typed or pasted, as a decimal string: full-width digits, group marks, spaces, currency signs, brackets for
 * negative (`(1,234.50)`), a minus at the end. `''` for nothing, `null` for what is no number.
 */
export function parseDecimal(typed: string, locale: string): string | null {
  const { group, decimal } = separators(locale)
  let text = typed
    .normalize('NFKC')
    .replace(/[\s\u00a0\u202f'’]/g, '')
    .replace(/[−–]/g, '-')
    .replace(/[\p{Sc}]/gu, '')
    .replace(/^[A-Z]{3}|[A-Z]{3}$/g, '')
  if (text === '') return ''
  const bracketed = /^\((.+)\)$/.exec(text)
  if (bracketed?.[1]) text = `-${bracketed[1]}`
  if (text.endsWith('-')) text = `-${text.slice(0, -1)}`
  text = text.replace(/^\+/, '')
  if (decimal !== '.') text = text.replaceAll(group, '').replace(decimal, '.')
  else text = text.replaceAll(group, '')
  return PLAIN.test(text) ? tidy(text) : null
}

export interface DecimalLook {
  /** At least this many places. */
  minPlaces?: number
  /** At most this many; what is beyond is rounded half away from zero for display only. */
  maxPlaces?: number
}

/** A decimal string for reading, grouped as the locale does. Exact: the string goes to the formatter as it is. */
export function formatDecimal(
  value: string,
  locale: string,
  { minPlaces = 0, maxPlaces = 20 }: DecimalLook = {},
): string {
  if (!PLAIN.test(value)) return value
  const look = new Intl.NumberFormat(locale, {
    minimumFractionDigits: minPlaces,
    maximumFractionDigits: Math.max(minPlaces, maxPlaces),
  })
  return look.format(value as Intl.StringNumericLiteral)
}
