/** A fact for people: exact, without the zeros that a database adds. */
export function shownFact(value: unknown, nothing: string): string {
  if (value === null || value === undefined || value === '') return nothing
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  return /^-?\d+\.\d*0$/.test(text) ? text.replace(/\.?0+$/, '') : text
}
