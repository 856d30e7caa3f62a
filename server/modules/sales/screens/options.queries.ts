import { z } from 'zod'
import { customerOption, customerOptionsInput, inCompanyInput, priceListOption } from '@/server/contracts/sales/screens'
import { query } from '@/server/platform/commands/command'
import { likePattern } from '@/server/platform/lists/conditions'

/** Customers for a lookup by code or name, or by their ids; twenty at most unless ids are given. */
export const customerOptions = query({
  name: 'sales.customerOptions',
  permission: 'sales.customer.read',
  input: customerOptionsInput,
  output: z.array(customerOption),
  handler: async ({ sql, tenantId }, { companyId, text, ids }) => {
    const wanted = ids
      ? sql`and c.id = any(${ids}::uuid[])`
      : sql`and (c.code ilike ${likePattern(text)} or c.name ilike ${likePattern(text)})`
    return sql<z.input<typeof customerOption>[]>`
      select c.id, c.party_id as "partyId", c.code, c.name, c.currency, c.payment_term_id as "paymentTermId",
        coalesce(c.warehouse_id, s.default_warehouse_id) as "warehouseId", c.ship_policy as "shipPolicy",
        c.invoice_policy as "invoicePolicy", c.block, c.credit_limit as "creditLimit",
        coalesce(e.orders, 0) + coalesce((select sum(b.base_amount) from party_balance b
          join account a on a.tenant_id = b.tenant_id and a.id = b.account_id and a.control = 'receivable'
          where b.tenant_id = c.tenant_id and b.company_id = c.company_id and b.party_id = c.party_id), 0) as exposure
      from customer c
      left join sales_setting s on s.tenant_id = c.tenant_id and s.company_id = c.company_id
      left join customer_exposure e on e.tenant_id = c.tenant_id and e.customer_id = c.id
      where c.tenant_id = ${tenantId} and c.company_id = ${companyId} ${wanted}
      order by lower(c.code) = lower(${text}) desc, c.name, c.id limit ${ids ? 100 : 20}`
  },
})

/** Active price lists of a company. */
export const priceListOptions = query({
  name: 'sales.priceListOptions',
  permission: 'sales.price_list.read',
  input: inCompanyInput,
  output: z.array(priceListOption),
  handler: ({ sql, tenantId }, { companyId }) => sql<z.input<typeof priceListOption>[]>`
    select id, version, code, name, currency, general from price_list
    where tenant_id = ${tenantId} and company_id = ${companyId} and active order by code limit 500`,
})
