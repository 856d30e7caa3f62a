import type { StatementSuggestion } from '@/server/contracts/finance/bank-statement'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import { discountAllowed } from '../payments/payment.rules'

/** What a bank's line probably is: pure. Signs as on the line: what came in is positive. */

export interface OpenLine {
  readonly id: Id
  readonly bookingDate: CalendarDate
  /** What nothing explains yet. */
  readonly rest: DecimalString
  readonly counterparty: string | null
  readonly partyId: Id | null
  readonly reference: string | null
  readonly endToEndId: string | null
  readonly messageId: string | null
}
export interface Transfer {
  readonly proposalId: Id
  readonly number: string
  readonly endToEndId: string
  readonly partyId: Id
  readonly party: string
  readonly amount: DecimalString
}
export interface OpenClaim {
  readonly id: Id
  readonly number: string
  readonly partyId: Id
  readonly party: string
  /** What the party owes > 0. */
  readonly remaining: DecimalString
  readonly discountDate: CalendarDate | null
  readonly discountPercent: DecimalString | null
  readonly held: boolean
}
export interface UntiedPayment {
  readonly id: Id
  readonly number: string
  readonly party: string
  readonly partyId: Id
  readonly reference: string | null
  readonly paymentDate: CalendarDate
  /** What it moved on the bank account. */
  readonly moved: DecimalString
}
export interface Candidates {
  readonly transfers: readonly Transfer[]
  readonly claims: readonly OpenClaim[]
  readonly payments: readonly UntiedPayment[]
  readonly parties: ReadonlyMap<Id, string>
  readonly digits: number
}

const fold = (text: string) => text.normalize('NFKC').toUpperCase()
/** The words of a text that may be numbers of documents. */
export const tokensOf = (text: string | null): string[] => [
  ...new Set(
    fold(text ?? '')
      .split(/[\s,;:|()]+/)
      .map((t) => t.replace(/^[.#]+|[.]+$/g, ''))
      .filter((t) => t.length >= 3),
  ),
]
const sameName = (a: string | null, b: string) => {
  const bare = (text: string) => fold(text).replace(/[^\p{L}\p{N}]/gu, '')
  const [x, y] = [bare(a ?? ''), bare(b)]
  return x.length >= 4 && y.length >= 4 && (x.startsWith(y) || y.startsWith(x))
}

interface Used {
  readonly ids: Set<Id>
}
const none = { partyId: null, party: null, documentId: null, number: null, endToEndIds: [], items: [] }

function byTransfer(line: OpenLine, c: Candidates, used: Used): StatementSuggestion | null {
  if (!dec(line.rest).isNegative()) return null
  const free = c.transfers.filter((t) => !used.ids.has(`${t.proposalId} ${t.endToEndId}`))
  const own = free.filter((t) => t.endToEndId === line.endToEndId)
  const first = own[0]
  const whole = free.filter((t) => [line.messageId, line.endToEndId].some((id) => id?.startsWith(`${t.number}-`)))
  const found = first ? own.filter((t) => t.proposalId === first.proposalId) : whole
  const [lead] = found
  if (!lead || found.some((t) => t.proposalId !== lead.proposalId)) return null
  if (!sum(found.map((t) => t.amount)).equals(dec(line.rest).negated())) return null
  const endToEndIds = [...new Set(found.map((t) => t.endToEndId))]
  for (const id of endToEndIds) used.ids.add(`${lead.proposalId} ${id}`)
  const one = endToEndIds.length === 1
  return {
    ...{ ...none, kind: 'proposal', certainty: 'sure', documentId: lead.proposalId, number: lead.number, endToEndIds },
    ...(one && { partyId: lead.partyId, party: lead.party }),
  }
}

function byPayment(line: OpenLine, c: Candidates, used: Used): StatementSuggestion | null {
  const same = c.payments.filter((p) => !used.ids.has(p.id) && dec(p.moved).equals(line.rest))
  const named = same.find((p) => p.reference !== null && p.reference === line.endToEndId)
  const found = named ?? (same.length === 1 ? same[0] : undefined)
  if (!found) return null
  used.ids.add(found.id)
  const { id: documentId, number, partyId, party } = found
  return { ...none, kind: 'payment', certainty: named ? 'sure' : 'likely', documentId, number, partyId, party }
}

const asItem = (claim: OpenClaim, amount: Decimal, discount: Decimal) => ({
  openItemId: claim.id,
  number: claim.number,
  amount: plain(amount),
  discount: plain(discount),
  remaining: plain(dec(claim.remaining).abs()),
})

/** What settles these claims in full with this money on this day: with every discount that still holds, or without any. */
function inFull(claims: readonly OpenClaim[], money: Decimal, line: OpenLine, digits: number) {
  const parts = claims.map((claim) => {
    const owed = dec(claim.remaining).abs()
    return { claim, owed, discount: discountAllowed(claim, owed, line.bookingDate, digits) }
  })
  const owed = sum(parts.map((p) => p.owed))
  if (owed.equals(money)) return parts.map((p) => asItem(p.claim, p.owed, dec(0)))
  const less = owed.minus(sum(parts.map((p) => p.discount)))
  return less.equals(money) ? parts.map((p) => asItem(p.claim, p.owed.minus(p.discount), p.discount)) : null
}

function byClaims(line: OpenLine, c: Candidates, used: Used): StatementSuggestion | null {
  const money = dec(line.rest).abs()
  const free = c.claims.filter(
    (k) => !used.ids.has(k.id) && dec(k.remaining).isNegative() === dec(line.rest).isNegative(),
  )
  const tokens = new Set([...tokensOf(line.reference), ...tokensOf(line.endToEndId)])
  const named = free.filter((k) => k.number !== '' && tokens.has(fold(k.number)))
  const made = (
    items: StatementSuggestion['items'],
    claims: readonly OpenClaim[],
    certainty: 'sure' | 'likely',
  ): StatementSuggestion => {
    for (const k of claims) used.ids.add(k.id)
    const { partyId = null, party = null } = claims[0] ?? {}
    // What is held is paid by nobody's click in passing.
    const held = claims.some((k) => k.held)
    return { ...none, kind: 'items', certainty: held ? 'likely' : certainty, partyId, party, items }
  }
  const [lead] = named
  if (lead && named.every((k) => k.partyId === lead.partyId)) {
    const whole = inFull(named, money, line, c.digits)
    if (whole) return made(whole, named, 'sure')
    if (named.length === 1 && dec(lead.remaining).abs().greaterThan(money))
      return made([asItem(lead, money, dec(0))], named, 'likely')
    if (sum(named.map((k) => dec(k.remaining).abs())).lessThan(money))
      return made(
        named.map((k) => asItem(k, dec(k.remaining).abs(), dec(0))),
        named,
        'likely',
      )
    return null
  }
  const known = free.filter((k) => (line.partyId ? k.partyId === line.partyId : sameName(line.counterparty, k.party)))
  const exact = known.flatMap((k) => {
    const items = inFull([k], money, line, c.digits)
    return items ? [{ k, items }] : []
  })
  const [only] = exact
  return only && exact.length === 1 ? made(only.items, [only.k], 'likely') : null
}

function byParty(line: OpenLine, c: Candidates): StatementSuggestion | null {
  const party = line.partyId ? c.parties.get(line.partyId) : undefined
  return party ? { ...none, kind: 'party', certainty: 'likely', partyId: line.partyId, party } : null
}

/**
 * One suggestion at most for each line, in the order of the lines; what one takes the next cannot have. Our own ids come first, then
 * numbers of documents in the text, then amount and name; last, whose account it is.
 */
export function suggest(lines: readonly OpenLine[], c: Candidates): Map<Id, StatementSuggestion> {
  const used: Used = { ids: new Set() }
  return new Map(
    lines.flatMap((line) => {
      const found = byTransfer(line, c, used) ?? byPayment(line, c, used) ?? byClaims(line, c, used) ?? byParty(line, c)
      return found ? [[line.id, found] as const] : []
    }),
  )
}
