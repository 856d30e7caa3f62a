import type { DocumentAddress } from '@/db/schema/sales'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'

/** A customer with what selling to it needs: its group, its company's settings and its addresses. */
export interface CustomerTerms {
  readonly id: Id
  readonly companyId: Id
  readonly partyId: Id
  readonly code: string
  readonly name: string
  readonly currency: string
  readonly paymentTermId: Id | null
  readonly salesPersonId: Id | null
  readonly creditLimit: DecimalString | null
  readonly discountPercent: DecimalString
  readonly taxCodeIds: readonly Id[]
  readonly taxExempt: boolean
  readonly shipPolicy: 'partial' | 'complete'
  readonly invoicePolicy: 'shipped' | 'ordered'
  readonly warehouseId: Id | null
  readonly block: 'none' | 'orders' | 'all'
  readonly groupId: Id | null
  readonly groupCode: string | null
  readonly groupDiscountPercent: DecimalString | null
  readonly quoteValidityDays: number
  readonly medianSample: number
  /** The customer's own warehouse, else the company's. */
  readonly defaultWarehouseId: Id | null
  readonly deliveryAddress: DocumentAddress | null
  readonly billingAddress: DocumentAddress | null
}

/** Terms of one customer; refused when there is none, or not in this company. */
export async function customerTerms(ctx: QueryContext, customerId: Id, companyId?: Id): Promise<CustomerTerms> {
  const [row] = await ctx.sql<CustomerTerms[]>`
    select c.id, c.company_id as "companyId", c.party_id as "partyId", c.code, c.name, c.currency,
      c.payment_term_id as "paymentTermId", c.sales_person_id as "salesPersonId", c.credit_limit as "creditLimit",
      c.discount_percent as "discountPercent", c.tax_code_ids as "taxCodeIds", c.tax_exempt as "taxExempt",
      c.ship_policy as "shipPolicy", c.invoice_policy as "invoicePolicy", c.warehouse_id as "warehouseId", c.block,
      c.group_id as "groupId", g.code as "groupCode", g.discount_percent as "groupDiscountPercent",
      coalesce(s.quote_validity_days, 30) as "quoteValidityDays", coalesce(s.median_sample, 20) as "medianSample",
      coalesce(c.warehouse_id, s.default_warehouse_id, (
        select w.id from warehouse w where w.tenant_id = c.tenant_id and w.company_id = c.company_id
          and w.kind = 'normal' and w.status = 'active' order by w.code limit 1)) as "defaultWarehouseId",
      (select jsonb_build_object('name', coalesce(a.recipient, c.name), 'lines', a.lines, 'city', a.city, 'region', a.region,
         'postalCode', a.postal_code, 'country', a.country) from party_address a
        where a.tenant_id = c.tenant_id and a.party_id = c.party_id order by a.shipping desc, a.id limit 1) as "deliveryAddress",
      (select jsonb_build_object('name', coalesce(a.recipient, c.name), 'lines', a.lines, 'city', a.city, 'region', a.region,
         'postalCode', a.postal_code, 'country', a.country) from party_address a
        where a.tenant_id = c.tenant_id and a.party_id = c.party_id order by a.billing desc, a.id limit 1) as "billingAddress"
    from customer c
    left join customer_group g on g.tenant_id = c.tenant_id and g.id = c.group_id
    left join sales_setting s on s.tenant_id = c.tenant_id and s.company_id = c.company_id
    where c.tenant_id = ${ctx.tenantId} and c.id = ${customerId}`
  if (!row || (companyId && row.companyId !== companyId)) throw notFound('customer')
  return row
}
