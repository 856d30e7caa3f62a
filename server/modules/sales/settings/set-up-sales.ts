import { and, eq, sql } from 'drizzle-orm'
import { numberSeries } from '@/db/schema/platform/numbering'
import { priceList, salesItemSetting, salesSetting } from '@/db/schema/sales'
import { masterResult } from '@/server/contracts/sales/common'
import { salesItemSettingInput, salesSettingsInput, setUpSalesInput } from '@/server/contracts/sales/sales-order'
import { notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { company } from '@/server/modules/finance'
import { author, given } from '@/server/platform/commands/change-master'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'

const SERIES = [
  { document: 'sales_order', pattern: 'SO-{YYYY}-{#####}', gapless: false },
  { document: 'delivery', pattern: 'DN-{YYYY}-{#####}', gapless: false },
  { document: 'sales_return', pattern: 'RT-{YYYY}-{#####}', gapless: false },
  { document: 'customer_invoice', pattern: 'SI-{YYYY}-{#####}', gapless: true },
  { document: 'credit_note', pattern: 'CN-{YYYY}-{#####}', gapless: true },
] as const

/** Makes a company ready to sell: number series, settings and a general price list in its currency. Repeatable. */
export async function setUpSales(ctx: CommandContext, { companyId }: { companyId: Id }): Promise<void> {
  const { baseCurrency } = await company(ctx, companyId)
  await Promise.all([
    ctx.tx
      .insert(numberSeries)
      .values(SERIES.map((s) => ({ ...author(ctx), id: newId(), companyId, ...s })))
      .onConflictDoNothing(),
    ctx.tx
      .insert(salesSetting)
      .values({ ...author(ctx), id: newId(), companyId })
      .onConflictDoNothing(),
    ctx.tx
      .insert(priceList)
      .values({
        ...author(ctx),
        id: newId(),
        companyId,
        code: baseCurrency,
        name: `General ${baseCurrency}`,
        currency: baseCurrency,
        general: true,
      })
      .onConflictDoNothing(),
  ])
  ctx.record({ action: 'set_up_sales', document: 'company', documentId: companyId, companyId })
}

export const setUpSalesCommand = command({
  name: 'sales.setUpSales',
  permission: 'sales.settings.update',
  input: setUpSalesInput,
  output: masterResult,
  handler: async (ctx, { companyId }) => {
    await setUpSales(ctx, { companyId })
    return { id: companyId, version: 1 }
  },
})

export const updateSalesSettings = command({
  name: 'sales.updateSalesSettings',
  permission: 'sales.settings.update',
  input: salesSettingsInput,
  output: masterResult,
  handler: async (ctx, { companyId, ...columns }) => {
    const [row] = await ctx.tx
      .update(salesSetting)
      .set({ ...given(columns), version: sql`${salesSetting.version} + 1`, updatedBy: ctx.actor.userId })
      .where(and(eq(salesSetting.tenantId, ctx.tenantId), eq(salesSetting.companyId, companyId)))
      .returning({ id: salesSetting.id, version: salesSetting.version })
    if (!row) throw notFound('company')
    ctx.record({ action: 'update', document: 'sales_setting', documentId: row.id, companyId, after: columns })
    return row
  },
})

/** The over-delivery tolerance of one item; null = the company's. */
export const updateSalesItemSetting = command({
  name: 'sales.updateSalesItemSetting',
  permission: 'sales.settings.update',
  input: salesItemSettingInput,
  output: masterResult,
  handler: async (ctx, { companyId, itemId, overDeliveryPercent }) => {
    const [row] = await ctx.tx
      .insert(salesItemSetting)
      .values({ ...author(ctx), id: newId(), companyId, itemId, overDeliveryPercent })
      .onConflictDoUpdate({
        target: [salesItemSetting.tenantId, salesItemSetting.companyId, salesItemSetting.itemId],
        set: {
          overDeliveryPercent,
          version: sql`${salesItemSetting.version} + 1`,
          updatedBy: ctx.actor.userId,
          updatedAt: sql`now()`,
        },
      })
      .returning({ id: salesItemSetting.id, version: salesItemSetting.version })
    if (!row) throw notFound('item')
    ctx.record({
      action: 'update',
      document: 'sales_item_setting',
      documentId: row.id,
      companyId,
      after: { itemId, overDeliveryPercent },
    })
    return row
  },
})
