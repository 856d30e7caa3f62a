import { and, eq, sql } from 'drizzle-orm'
import { purchaseMatchLimit, purchaseMatchSetting } from '@/db/schema/procurement'
import { inCompany, masterResult } from '@/server/contracts/procurement/common'
import { matchSettingsInput, matchSettingsOut } from '@/server/contracts/procurement/supplier-invoice'
import { notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import { author, given } from '@/server/platform/commands/change-master'
import { command, query } from '@/server/platform/commands/command'

const trimmed = <T extends object>(row: T) =>
  Object.fromEntries(Object.entries(row).map(([k, v]) => [k, typeof v === 'string' && k !== 'itemKind' ? plain(v) : v]))

/** How a company compares supplier invoices, with its limits by kind of item. */
export const matchSettings = query({
  name: 'procurement.matchSettings',
  permission: 'procurement.settings.read',
  input: inCompany,
  output: matchSettingsOut,
  handler: async (ctx, { companyId }) => {
    const mine = and(eq(purchaseMatchSetting.tenantId, ctx.tenantId), eq(purchaseMatchSetting.companyId, companyId))
    const [row] = await ctx.tx.select().from(purchaseMatchSetting).where(mine)
    if (!row) throw notFound('company')
    const limits = await ctx.tx
      .select()
      .from(purchaseMatchLimit)
      .where(and(eq(purchaseMatchLimit.tenantId, ctx.tenantId), eq(purchaseMatchLimit.companyId, companyId)))
      .orderBy(purchaseMatchLimit.itemKind)
    const {
      outsideAction,
      duplicateDays,
      exchangeVariance,
      servicePolicy,
      allowanceAccountId,
      chargeAccountId,
      version,
    } = row
    return matchSettingsOut.parse({
      ...{ companyId, version, outsideAction, duplicateDays, exchangeVariance, servicePolicy },
      ...{ allowanceAccountId, chargeAccountId },
      limits: limits.map(
        ({
          tenantId: _t,
          id: _i,
          companyId: _c,
          version: _v,
          createdAt: _a,
          createdBy: _b,
          updatedAt: _u,
          updatedBy: _w,
          ...l
        }) => trimmed(l),
      ),
    })
  },
})

/** Changes them; `limits` are written as a whole. What is posted stays as it was compared. */
export const updateMatchSettings = command({
  name: 'procurement.updateMatchSettings',
  permission: 'procurement.settings.update',
  input: matchSettingsInput,
  output: masterResult,
  constraints: {
    purchase_match_setting_allowance_account_id_fk: { code: 'common.reference', path: 'allowanceAccountId' },
    purchase_match_setting_charge_account_id_fk: { code: 'common.reference', path: 'chargeAccountId' },
  },
  handler: async (ctx, { companyId, limits, ...columns }) => {
    const [row] = await ctx.tx
      .update(purchaseMatchSetting)
      .set({ ...given(columns), version: sql`${purchaseMatchSetting.version} + 1`, updatedBy: ctx.actor.userId })
      .where(and(eq(purchaseMatchSetting.tenantId, ctx.tenantId), eq(purchaseMatchSetting.companyId, companyId)))
      .returning({ id: purchaseMatchSetting.id, version: purchaseMatchSetting.version })
    if (!row) throw notFound('company')
    if (limits) {
      await ctx.tx
        .delete(purchaseMatchLimit)
        .where(and(eq(purchaseMatchLimit.tenantId, ctx.tenantId), eq(purchaseMatchLimit.companyId, companyId)))
      const once = [...new Map(limits.map((l) => [l.itemKind, l])).values()]
      if (once.length > 0)
        await ctx.tx
          .insert(purchaseMatchLimit)
          .values(once.map((l) => ({ ...author(ctx), id: newId(), companyId, ...l })))
    }
    const after = { ...columns, ...(limits && { limits }) }
    ctx.record({ action: 'update', document: 'purchase_match_setting', documentId: row.id, companyId, after })
    return row
  },
})
