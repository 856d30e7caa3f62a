import { and, eq, sql } from 'drizzle-orm'
import { numberSeries } from '@/db/schema/platform/numbering'
import { purchaseItemSetting, purchaseSetting } from '@/db/schema/procurement'
import { masterResult } from '@/server/contracts/platform/document'
import {
  purchaseItemSettingInput,
  purchaseSettingsInput,
  setUpProcurementInput,
} from '@/server/contracts/procurement/settings'
import { notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { author, given } from '@/server/platform/commands/change-master'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { setUpReceiving } from './set-up-receiving'

const SERIES = [
  { document: 'purchase_requisition', pattern: 'PR-{YYYY}-{#####}', gapless: false },
  { document: 'request_for_quotation', pattern: 'RFQ-{YYYY}-{#####}', gapless: false },
  { document: 'supplier_quotation', pattern: 'SQ-{YYYY}-{#####}', gapless: false },
  { document: 'purchase_order', pattern: 'PO-{YYYY}-{#####}', gapless: false },
] as const

/** Makes a company ready to buy: number series and settings. Repeatable. */
export async function setUpProcurement(ctx: CommandContext, { companyId }: { companyId: Id }): Promise<void> {
  await Promise.all([
    ctx.tx
      .insert(numberSeries)
      .values(SERIES.map((s) => ({ ...author(ctx), id: newId(), companyId, ...s })))
      .onConflictDoNothing(),
    ctx.tx
      .insert(purchaseSetting)
      .values({ ...author(ctx), id: newId(), companyId })
      .onConflictDoNothing(),
  ])
  await setUpReceiving(ctx, companyId)
  ctx.record({ action: 'set_up_procurement', document: 'company', documentId: companyId, companyId })
}

export const setUpProcurementCommand = command({
  name: 'procurement.setUpProcurement',
  permission: 'procurement.settings.update',
  input: setUpProcurementInput,
  output: masterResult,
  handler: async (ctx, { companyId }) => {
    await setUpProcurement(ctx, { companyId })
    return { id: companyId, version: 1 }
  },
})

export const updatePurchaseSettings = command({
  name: 'procurement.updatePurchaseSettings',
  permission: 'procurement.settings.update',
  input: purchaseSettingsInput,
  output: masterResult,
  handler: async (ctx, { companyId, ...columns }) => {
    const [row] = await ctx.tx
      .update(purchaseSetting)
      .set({ ...given(columns), version: sql`${purchaseSetting.version} + 1`, updatedBy: ctx.actor.userId })
      .where(and(eq(purchaseSetting.tenantId, ctx.tenantId), eq(purchaseSetting.companyId, companyId)))
      .returning({ id: purchaseSetting.id, version: purchaseSetting.version })
    if (!row) throw notFound('company')
    ctx.record({ action: 'update', document: 'purchase_setting', documentId: row.id, companyId, after: columns })
    return row
  },
})

/** How one item is bought: preferred supplier, tolerances, inspection, expense account. The whole setting is written. */
export const updatePurchaseItemSetting = command({
  name: 'procurement.updatePurchaseItemSetting',
  permission: 'procurement.settings.update',
  input: purchaseItemSettingInput,
  output: masterResult,
  handler: async (ctx, { companyId, itemId, ...columns }) => {
    const [row] = await ctx.tx
      .insert(purchaseItemSetting)
      .values({ ...author(ctx), id: newId(), companyId, itemId, ...columns })
      .onConflictDoUpdate({
        target: [purchaseItemSetting.tenantId, purchaseItemSetting.companyId, purchaseItemSetting.itemId],
        set: {
          ...columns,
          version: sql`${purchaseItemSetting.version} + 1`,
          updatedBy: ctx.actor.userId,
          updatedAt: sql`now()`,
        },
      })
      .returning({ id: purchaseItemSetting.id, version: purchaseItemSetting.version })
    if (!row) throw notFound('item')
    ctx.record({
      action: 'update',
      document: 'purchase_item_setting',
      documentId: row.id,
      companyId,
      after: { itemId, ...columns },
    })
    return row
  },
})
