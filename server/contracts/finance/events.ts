import { z } from 'zod'

/** What happens in finance. Amounts in the document's currency, debit > 0 for items. */
export const financeEvents = {
  'finance.party.created': z.object({ code: z.string(), name: z.string() }),
  'finance.party.updated': z.object({ code: z.string(), name: z.string() }),
  'finance.manual_entry.posted': z.object({ number: z.string(), postingDate: z.string() }),
  'finance.payment.posted': z.object({
    number: z.string(),
    direction: z.enum(['incoming', 'outgoing']),
    partyId: z.string(),
    currency: z.string(),
    amount: z.string(),
  }),
  'finance.payment.reversed': z.object({ number: z.string(), partyId: z.string() }),
  /** `documentId` is the document the item stands for: an invoice hears that it is paid, in part or in full, or open again. */
  'finance.open_item.settled': z.object({
    openItemId: z.string(),
    partyId: z.string(),
    currency: z.string(),
    remaining: z.string(),
  }),
  'finance.party_bank_account.approved': z.object({
    partyId: z.string(),
    currency: z.string(),
    replacesId: z.string().nullable(),
  }),
  'finance.budget.approved': z.object({ number: z.string(), name: z.string() }),
  'finance.budget_revision.approved': z.object({ number: z.string(), kind: z.string(), budgetId: z.string() }),
  'finance.period.closed': z.object({ period: z.string(), status: z.enum(['open', 'closing', 'closed']) }),
  'finance.fiscal_year.closed': z.object({ year: z.string(), result: z.string() }),
} as const satisfies Record<string, z.ZodType>
