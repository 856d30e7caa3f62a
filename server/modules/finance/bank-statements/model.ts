import type { CalendarDate } from '@/server/kernel/calendar-date'
import { validation } from '@/server/kernel/errors'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'

/** A movement as a file tells it. */
export interface FileLine {
  readonly bookingDate: CalendarDate
  readonly valueDate: CalendarDate
  /** What came in is positive. */
  readonly amount: DecimalString
  readonly counterparty: string | null
  readonly counterpartyAccount: string | null
  readonly reference: string | null
  readonly endToEndId: string | null
  readonly messageId: string | null
  readonly bankReference: string | null
}
export interface FileStatement {
  readonly statementId: string
  readonly sequence: string | null
  /** The account number that the file names; null = it names none. */
  readonly account: string | null
  readonly currency: string | null
  readonly openingBalance: DecimalString | null
  readonly closingBalance: DecimalString | null
  readonly lines: readonly FileLine[]
}

/** The most lines of one file; a month of a busy account has fewer. */
export const MAX_LINES = 10_000

/** Refuses a statement whose lines do not lead from its opening to its closing balance: something is missing in it. */
export function checkBalances({ statementId, openingBalance, closingBalance, lines }: FileStatement): void {
  if (openingBalance === null || closingBalance === null) return
  const end = dec(openingBalance).plus(sum(lines.map((l) => l.amount)))
  if (!end.equals(closingBalance))
    throw validation('finance.statement_balance', 'file', {
      statement: statementId,
      stated: plain(closingBalance),
      computed: plain(end),
    })
}

/**
 * A key for each line that is the same whenever the bank tells of the same movement: by its own reference where it gives one, else by
 * the place in the statement. Equal movements of one day are counted.
 */
export function lineKeys({ statementId, lines }: FileStatement): string[] {
  const seen = new Map<string, number>()
  return lines.map((line, index) => {
    if (!line.bankReference || line.bankReference === 'NONREF') return `${statementId}#${index + 1}`
    const key = [line.bookingDate, plain(line.amount), line.bankReference, line.endToEndId ?? ''].join('|')
    const count = (seen.get(key) ?? 0) + 1
    seen.set(key, count)
    return count === 1 ? key : `${key}|${count}`
  })
}
