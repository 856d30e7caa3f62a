import type { z } from 'zod'
import type { StatementSuggestion, settleStatementLineInput } from '@/server/contracts/finance/bank-statement'

type Meaning = z.input<typeof settleStatementLineInput>['meaning']

/** What the command takes of a suggestion. */
export function meaningOf(s: StatementSuggestion): Meaning {
  if (s.kind === 'proposal') return { kind: 'proposal', proposalId: s.documentId ?? '', endToEndIds: s.endToEndIds }
  if (s.kind === 'payment') return { kind: 'payment', paymentId: s.documentId ?? '' }
  if (s.kind === 'party') return { kind: 'party', partyId: s.partyId ?? '' }
  const items = s.items.map(({ openItemId, amount, discount }) => ({ openItemId, amount, discount }))
  return { kind: 'items', partyId: s.partyId ?? '', items }
}
