import type { Id } from '@/server/kernel/ids'
import { type DecimalString, plain } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'

export interface PartyInfo {
  readonly id: Id
  readonly code: string
  readonly kind: 'organization' | 'person'
  readonly name: string
  readonly legalName: string | null
  readonly isCustomer: boolean
  readonly isSupplier: boolean
  readonly taxId: string | null
  readonly currency: string | null
  readonly paymentTermId: Id | null
  readonly email: string | null
  readonly locale: 'en' | 'zh' | null
  readonly status: 'active' | 'archived'
}

/** What documents need of their parties; absent ids are absent from the map. */
export async function party(ctx: QueryContext, ids: readonly Id[]): Promise<Map<Id, PartyInfo>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.sql<PartyInfo[]>`
    select id, code, kind, name, legal_name as "legalName", is_customer as "isCustomer", is_supplier as "isSupplier", tax_id as "taxId",
      currency, payment_term_id as "paymentTermId", email, locale, status
    from party where tenant_id = ${ctx.tenantId} and id = any(${[...new Set(ids)]}::uuid[])`
  return new Map(rows.map((r) => [r.id, { ...r }]))
}

/** What a customer owes the company, in base currency; advances count against it. */
export async function partyReceivable(
  ctx: QueryContext,
  { companyId, partyId }: { companyId: Id; partyId: Id },
): Promise<DecimalString> {
  const [row] = await ctx.sql<{ base: string }[]>`
    select coalesce(sum(b.base_amount), 0) as base from party_balance b
    join account a on a.tenant_id = b.tenant_id and a.id = b.account_id and a.control = 'receivable'
    where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.party_id = ${partyId}`
  return plain(row?.base ?? '0')
}
