import { z } from 'zod'
import { dateField } from '@/server/contracts/platform/field'

const YEAR_FIRST = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/

/** A date as files have it: year first, however it is parted. Day or month first is refused, because it cannot be told apart. */
export const dateCell = z
  .string()
  .transform((v) => v.replace(YEAR_FIRST, (_, y, m, d) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`))
  .pipe(dateField)

/** What rows of a file have in common by their key columns; numbers are the same however many zeros they end with. */
export const keyOfCells = (cells: Readonly<Record<string, string>>, keys: readonly string[]): string =>
  keys
    .map((k) => cells[k] ?? '')
    .map((v) => (/^-?\d+\.\d+$/.test(v) ? v.replace(/0+$/, '').replace(/\.$/, '') : v))
    .join('\u0000')
