import { code as byCode, codes } from 'currency-codes'

const known = new Map<string, number>()

/** Decimals of a currency (ISO 4217): 2 for USD and CNY, 0 for JPY, 3 for KWD. Unknown codes count as 2. */
export function currencyDigits(code: string): number {
  const digits = known.get(code) ?? byCode(code)?.digits ?? 2
  known.set(code, digits)
  return digits
}

export const isCurrency = (code: string): boolean => byCode(code) !== undefined

/** Every code of ISO 4217, in order. */
export const CURRENCIES: readonly string[] = [...codes()].sort()
