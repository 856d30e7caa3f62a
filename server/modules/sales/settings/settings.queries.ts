import { z } from 'zod'
import { inCompany } from '@/server/contracts/sales/common'
import { salesItemSettingOut, salesItemSettingRef } from '@/server/contracts/sales/sales-order'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'

const settings = z.object({
  companyId: z.string(),
  overDeliveryPercent: z.string(),
  medianSample: z.number(),
  quoteValidityDays: z.number(),
  defaultWarehouseId: z.string().nullable(),
  version: z.number(),
})

export const salesSettings = query({
  name: 'sales.salesSettings',
  permission: 'sales.settings.read',
  input: inCompany,
  output: settings,
  handler: async (ctx, { companyId }) => {
    const [row] = await ctx.sql<z.input<typeof settings>[]>`
      select company_id as "companyId", over_delivery_percent as "overDeliveryPercent", median_sample as "medianSample",
        quote_validity_days as "quoteValidityDays", default_warehouse_id as "defaultWarehouseId", version
      from sales_setting where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
    if (!row) throw notFound('company')
    return row
  },
})

/** How a company sells one item; version 0 = nothing is set, the company's holds. */
export const salesItemSettings = query({
  name: 'sales.salesItemSettings',
  permission: 'sales.settings.read',
  input: salesItemSettingRef,
  output: salesItemSettingOut,
  handler: async (ctx, { companyId, itemId }) => {
    const [row] = await ctx.sql<z.input<typeof salesItemSettingOut>[]>`
      select over_delivery_percent as "overDeliveryPercent", version from sales_item_setting
      where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and item_id = ${itemId}`
    return row ?? { overDeliveryPercent: null, version: 0 }
  },
})

const group = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  priceListId: z.string().nullable(),
  priceListCode: z.string().nullable(),
  discountPercent: z.string(),
  customers: z.number(),
  version: z.number(),
})

/** The customer groups of a company, with how many belong to each. */
export const customerGroups = query({
  name: 'sales.customerGroups',
  permission: 'sales.customer.read',
  input: inCompany,
  output: z.array(group),
  handler: (ctx, { companyId }) => ctx.sql<z.input<typeof group>[]>`
    select g.id, g.code, g.name, g.price_list_id as "priceListId", l.code as "priceListCode",
      g.discount_percent as "discountPercent", g.version,
      (select count(*)::int from customer c where c.tenant_id = g.tenant_id and c.group_id = g.id) as customers
    from customer_group g left join price_list l on l.tenant_id = g.tenant_id and l.id = g.price_list_id
    where g.tenant_id = ${ctx.tenantId} and g.company_id = ${companyId} order by g.code`,
})
