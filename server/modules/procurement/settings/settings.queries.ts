import { z } from 'zod'
import { inCompany } from '@/server/contracts/platform/document'
import { idField } from '@/server/contracts/platform/field'
import { purchaseItemSettingOut, purchaseSettingsOut } from '@/server/contracts/procurement/settings'
import { notFound } from '@/server/kernel/errors'
import { company } from '@/server/modules/finance'
import { query } from '@/server/platform/commands/command'

export const purchaseSettings = query({
  name: 'procurement.purchaseSettings',
  permission: 'procurement.settings.read',
  input: inCompany,
  output: purchaseSettingsOut,
  handler: async (ctx, { companyId }) => {
    const [row] = await ctx.sql<z.input<typeof purchaseSettingsOut>[]>`
      select company_id as "companyId", version, over_receipt_percent as "overReceiptPercent", under_receipt_percent as "underReceiptPercent",
        over_receipt_action as "overReceiptAction", revision_percent as "revisionPercent", revision_amount as "revisionAmount",
        default_warehouse_id as "defaultWarehouseId"
      from purchase_setting where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
    if (!row) throw notFound('company')
    return row
  },
})

/** How a company buys one item; null = nothing is set. */
export const purchaseItemSettings = query({
  name: 'procurement.purchaseItemSettings',
  permission: 'procurement.settings.read',
  input: z.strictObject({ companyId: idField, itemId: idField }),
  output: purchaseItemSettingOut,
  handler: async (ctx, { companyId, itemId }) => {
    const [row] = await ctx.sql<NonNullable<z.input<typeof purchaseItemSettingOut>>[]>`
      select p.id, p.version, p.preferred_supplier_id as "preferredSupplierId", s.name as "preferredSupplierName",
        p.over_receipt_percent as "overReceiptPercent", p.under_receipt_percent as "underReceiptPercent",
        p.over_receipt_action as "overReceiptAction", p.inspect, p.expense_account_id as "expenseAccountId"
      from purchase_item_setting p left join supplier s on s.tenant_id = p.tenant_id and s.id = p.preferred_supplier_id
      where p.tenant_id = ${ctx.tenantId} and p.company_id = ${companyId} and p.item_id = ${itemId}`
    return row ?? null
  },
})

/** What a company calls itself in a letter. */
export const companyName = query({
  name: 'procurement.companyName',
  permission: 'procurement.purchase_order.read',
  input: inCompany,
  output: z.object({ name: z.string() }),
  handler: async (ctx, { companyId }) => ({ name: (await company(ctx, companyId)).name }),
})
