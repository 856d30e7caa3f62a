import type { GridLine } from '@/components/document/line-grid/model'
import { dec, plain, sum } from '@/server/kernel/money'

/** Lines of an entry as the grid holds them: an account, a memo, and an amount on one of two sides. */

const DECIMAL = /^-?\d+(\.\d+)?$/
const value = (line: GridLine, key: string) => {
  const text = line.values[key] ?? ''
  return DECIMAL.test(text) ? dec(text) : dec(0)
}

export const isBlank = (line: GridLine): boolean =>
  Object.values(line.values).every((v) => v === null || v === '') && Object.keys(line.raw ?? {}).length === 0

/** Debit > 0. What stands on both sides is their difference. */
export const signedAmount = (line: GridLine): string => plain(value(line, 'debit').minus(value(line, 'credit')))

export function balanceOf(lines: readonly GridLine[]) {
  const debit = sum(lines.map((l) => value(l, 'debit')))
  const credit = sum(lines.map((l) => value(l, 'credit')))
  return { debit: plain(debit), credit: plain(credit), difference: plain(debit.minus(credit)) }
}

export interface EntryLineInput {
  readonly accountId: string
  readonly amount: string
  readonly memo: string | null
}

/** What the server takes of the lines that hold something, and which grid line each is. */
export function toInput(lines: readonly GridLine[]): { ids: string[]; lines: EntryLineInput[] } {
  const kept = lines.filter((l) => !isBlank(l))
  return {
    ids: kept.map((l) => l.id),
    lines: kept.map((l) => ({
      accountId: l.values.account ?? '',
      amount: signedAmount(l),
      memo: l.values.memo || null,
    })),
  }
}

/** A stored line as the grid shows it. */
export function fromStored(line: EntryLineInput, id: string, label: string): GridLine {
  const negative = line.amount.startsWith('-')
  return {
    id,
    values: {
      account: line.accountId,
      memo: line.memo,
      debit: negative ? null : line.amount,
      credit: negative ? line.amount.slice(1) : null,
    },
    labels: { account: label },
  }
}
