import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '@/server/platform/commands/context'
import { type Limits, overlay } from '../match/limits.rules'

/** A supplier as its invoices see it. */
export interface InvoiceSupplier {
  readonly id: Id
  readonly companyId: Id
  readonly partyId: Id
  readonly code: string
  readonly name: string
  readonly currency: string
  readonly paymentTermId: Id | null
  readonly taxCodeIds: Id[]
  readonly matchPolicy: 'two_way' | 'three_way'
  readonly matchLimits: Limits
  readonly block: 'none' | 'orders' | 'all'
}

/** The supplier, of this company and, unless told, not blocked for everything. Errors: not_found, procurement.supplier_is_blocked. */
export async function invoiceSupplier(
  ctx: QueryContext,
  companyId: Id,
  supplierId: Id,
  blockedToo = false,
): Promise<InvoiceSupplier> {
  const known = read.get(ctx.sql) ?? new Map<string, Promise<InvoiceSupplier[]>>()
  read.set(ctx.sql, known)
  const key = `${companyId} ${supplierId}`
  const rows = known.get(key) ?? loadSupplier(ctx, companyId, supplierId)
  known.set(key, rows)
  const [row] = await rows
  if (!row) throw notFound('supplier')
  if (row.block === 'all' && !blockedToo) throw conflict('procurement.supplier_is_blocked', { supplier: row.name })
  return row
}

/** Read once a transaction: the steps of an invoice all ask for it. */
const read = new WeakMap<QueryContext['sql'], Map<string, Promise<InvoiceSupplier[]>>>()

const loadSupplier = async (ctx: QueryContext, companyId: Id, supplierId: Id): Promise<InvoiceSupplier[]> =>
  ctx.sql<InvoiceSupplier[]>`
    select id, company_id as "companyId", party_id as "partyId", code, name, currency, payment_term_id as "paymentTermId",
      tax_code_ids as "taxCodeIds", match_policy as "matchPolicy", match_limits as "matchLimits", block
    from supplier where tenant_id = ${ctx.tenantId} and id = ${supplierId} and company_id = ${companyId}`

export type MatchItemKind = 'all' | 'stock' | 'service' | 'freight'
export interface MatchTerms {
  readonly outsideAction: 'block' | 'refuse'
  readonly duplicateDays: number
  readonly exchangeVariance: 'cost' | 'gain_loss'
  readonly servicePolicy: 'two_way' | 'three_way'
  /** Limits of a kind of line: the company's, the kind's, the supplier's, nearest last. */
  readonly limitsOf: (kind: MatchItemKind) => Limits
}

type Row = Omit<MatchTerms, 'limitsOf'> & { limits: (Limits & { itemKind: MatchItemKind })[] | null }

/** How a company compares invoices of a supplier. */
export async function matchTerms(
  ctx: QueryContext,
  companyId: Id,
  supplier: Pick<InvoiceSupplier, 'matchLimits'>,
): Promise<MatchTerms> {
  const [row] = await ctx.sql<Row[]>`
    select s.outside_action as "outsideAction", s.duplicate_days as "duplicateDays", s.exchange_variance as "exchangeVariance",
      s.service_policy as "servicePolicy",
      (select jsonb_agg(jsonb_build_object('itemKind', l.item_kind, 'priceAbovePercent', l.price_above_percent::text,
         'priceAboveAmount', l.price_above_amount::text, 'priceBelowPercent', l.price_below_percent::text,
         'priceBelowAmount', l.price_below_amount::text, 'quantityAbovePercent', l.quantity_above_percent::text,
         'quantityAboveQuantity', l.quantity_above_quantity::text, 'quantityBelowPercent', l.quantity_below_percent::text,
         'quantityBelowQuantity', l.quantity_below_quantity::text, 'freightAbovePercent', l.freight_above_percent::text,
         'freightAboveAmount', l.freight_above_amount::text))
       from purchase_match_limit l where l.tenant_id = s.tenant_id and l.company_id = s.company_id) as limits
    from purchase_match_setting s where s.tenant_id = ${ctx.tenantId} and s.company_id = ${companyId}`
  const given = (kind: MatchItemKind): Limits | undefined => {
    const found = row?.limits?.find((l) => l.itemKind === kind)
    if (!found) return undefined
    const { itemKind: _kind, ...limits } = found
    return limits
  }
  return {
    outsideAction: row?.outsideAction ?? 'block',
    duplicateDays: row?.duplicateDays ?? 30,
    exchangeVariance: row?.exchangeVariance ?? 'cost',
    servicePolicy: row?.servicePolicy ?? 'two_way',
    limitsOf: (kind) => overlay(given('all'), kind === 'all' ? undefined : given(kind), supplier.matchLimits),
  }
}
