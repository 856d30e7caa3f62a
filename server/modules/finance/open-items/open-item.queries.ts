import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import type { OpenItemKind, Side } from '../door'

export interface OpenItemInfo {
  readonly id: Id
  readonly companyId: Id
  readonly partyId: Id
  readonly side: Side
  readonly kind: OpenItemKind
  readonly accountId: Id
  readonly entryId: Id
  readonly sourceDocument: string
  readonly sourceDocumentId: Id
  readonly number: string
  readonly currency: string
  readonly rate: DecimalString
  readonly amount: DecimalString
  readonly baseAmount: DecimalString
  readonly remaining: DecimalString
  readonly remainingBase: DecimalString
  readonly documentDate: CalendarDate
  readonly dueDate: CalendarDate
  readonly discountDate: CalendarDate | null
  readonly discountPercent: DecimalString | null
  readonly settledOn: CalendarDate | null
}

const columns = (ctx: QueryContext) => ctx.sql`
  id, company_id as "companyId", party_id as "partyId", side, kind, account_id as "accountId", entry_id as "entryId",
  source_document as "sourceDocument", source_document_id as "sourceDocumentId", number, currency, trim_scale(rate) as rate,
  trim_scale(amount) as amount, trim_scale(base_amount) as "baseAmount", trim_scale(remaining) as remaining,
  trim_scale(remaining_base) as "remainingBase", document_date as "documentDate", due_date as "dueDate",
  discount_date as "discountDate", trim_scale(discount_percent) as "discountPercent", settled_on as "settledOn"`

/** The open items of a document (an invoice in instalments has several), earliest due first. */
export const openItem = (ctx: QueryContext, { sourceDocumentId }: { sourceDocumentId: Id }): Promise<OpenItemInfo[]> =>
  ctx.sql<OpenItemInfo[]>`
    select ${columns(ctx)} from open_item where tenant_id = ${ctx.tenantId} and source_document_id = ${sourceDocumentId}
    order by due_date, id`

/** Open items by id. */
export const openItemsById = (ctx: QueryContext, ids: readonly Id[]): Promise<OpenItemInfo[]> =>
  ctx.sql<OpenItemInfo[]>`
    select ${columns(ctx)} from open_item where tenant_id = ${ctx.tenantId} and id = any(${[...ids]}::uuid[]) order by id`
