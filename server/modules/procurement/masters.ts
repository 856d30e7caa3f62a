import type { PurchaseAddress } from '@/db/schema/procurement'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'

/** A supplier with what buying from it needs: its terms, its company's settings and its addresses. */
export interface SupplierTerms {
  readonly id: Id
  readonly companyId: Id
  readonly partyId: Id
  readonly code: string
  readonly name: string
  readonly currency: string
  readonly paymentTermId: Id | null
  readonly buyerId: Id | null
  readonly taxCodeIds: readonly Id[]
  readonly taxExempt: boolean
  readonly leadTimeDays: number
  readonly minimumOrder: DecimalString | null
  readonly orderMultiple: DecimalString | null
  readonly block: 'none' | 'orders' | 'all'
  /** The supplier's own warehouse, else the company's. */
  readonly defaultWarehouseId: Id | null
  readonly address: PurchaseAddress | null
  /** Where orders and requests are sent. */
  readonly email: string | null
  readonly locale: 'en' | 'zh' | null
  readonly createdAt: string
}

/** Terms of suppliers by id; absent ids are absent from the map. */
export async function suppliersOf(ctx: QueryContext, ids: readonly Id[]): Promise<Map<Id, SupplierTerms>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql<SupplierTerms[]>`
    select s.id, s.company_id as "companyId", s.party_id as "partyId", s.code, s.name, s.currency,
      s.payment_term_id as "paymentTermId", s.buyer_id as "buyerId", s.tax_code_ids as "taxCodeIds", s.tax_exempt as "taxExempt",
      s.lead_time_days as "leadTimeDays", s.minimum_order as "minimumOrder", s.order_multiple as "orderMultiple", s.block,
      coalesce(s.warehouse_id, g.default_warehouse_id, (
        select w.id from warehouse w where w.tenant_id = s.tenant_id and w.company_id = s.company_id
          and w.kind = 'normal' and w.status = 'active' order by w.code limit 1)) as "defaultWarehouseId",
      (select jsonb_build_object('name', coalesce(a.recipient, s.name), 'lines', a.lines, 'city', a.city, 'region', a.region,
         'postalCode', a.postal_code, 'country', a.country) from party_address a
        where a.tenant_id = s.tenant_id and a.party_id = s.party_id order by a.billing desc, a.id limit 1) as address,
      coalesce(s.order_email, (select c.email from party_contact c where c.tenant_id = s.tenant_id and c.party_id = s.party_id
        and c.email is not null order by c.main desc, c.id limit 1), p.email) as email,
      p.locale, s.created_at as "createdAt"
    from supplier s
    join party p on p.tenant_id = s.tenant_id and p.id = s.party_id
    left join purchase_setting g on g.tenant_id = s.tenant_id and g.company_id = s.company_id
    where s.tenant_id = ${ctx.tenantId} and s.id = any(${[...new Set(ids)]}::uuid[])`
  return new Map(rows.map((r) => [r.id, r]))
}

const read = new WeakMap<QueryContext['sql'], Map<Id, Promise<SupplierTerms | undefined>>>()

/** Terms of one supplier, read once a transaction: nothing that reads them changes them. */
export function supplierOnce(ctx: QueryContext, id: Id): Promise<SupplierTerms | undefined> {
  const known = read.get(ctx.sql) ?? new Map<Id, Promise<SupplierTerms | undefined>>()
  read.set(ctx.sql, known)
  const found = known.get(id) ?? suppliersOf(ctx, [id]).then((rows) => rows.get(id))
  known.set(id, found)
  return found
}

/** Terms of one supplier; refused when there is none, or not in this company. */
export async function supplierTerms(ctx: QueryContext, supplierId: Id, companyId?: Id): Promise<SupplierTerms> {
  const row = await supplierOnce(ctx, supplierId)
  if (!row || (companyId && row.companyId !== companyId)) throw notFound('supplier')
  return row
}

/** How a company buys; the defaults where it was never set up. */
export interface PurchaseSettings {
  readonly revisionPercent: DecimalString
  readonly revisionAmount: DecimalString
  readonly defaultWarehouseId: Id | null
}

export async function purchaseSettingsOf(ctx: QueryContext, companyId: Id): Promise<PurchaseSettings> {
  const [row] = await ctx.sql<PurchaseSettings[]>`
    select revision_percent as "revisionPercent",
      revision_amount as "revisionAmount", default_warehouse_id as "defaultWarehouseId"
    from purchase_setting where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
  return (
    row ?? {
      revisionPercent: '0',
      revisionAmount: '0',
      defaultWarehouseId: null,
    }
  )
}
