import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { price, priceList } from '@/db/schema/sales'
import { masterResult } from '@/server/contracts/sales/common'
import {
  createPriceListInput,
  resolvedPrice,
  resolvePricesInput,
  savePricesInput,
  updatePriceListInput,
} from '@/server/contracts/sales/price-list'
import { type FieldIssue, invalid, notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { author, changeMaster, given } from '@/server/platform/commands/change-master'
import { command, query } from '@/server/platform/commands/command'
import { insertRows, updateRows } from '@/server/platform/tenancy/bulk'
import { factorOf, pricedItems, resolvePrices } from './resolve-prices'

const constraints = {
  price_list_code: { code: 'sales.price_list_code_taken', path: 'code' },
  price_list_general: { code: 'sales.general_list_exists', path: 'general' },
  price_tie: { code: 'sales.price_tie', path: 'prices' },
  price_target: { code: 'sales.price_target', path: 'prices' },
  price_dates: { code: 'sales.price_dates', path: 'prices' },
  price_bounds: { code: 'common.out_of_bounds', path: 'prices' },
}

export const createPriceList = command({
  name: 'sales.createPriceList',
  permission: 'sales.price_list.create',
  input: createPriceListInput,
  output: masterResult,
  constraints,
  handler: async (ctx, input) => {
    const id = newId()
    await ctx.tx.insert(priceList).values({ ...author(ctx), id, ...input })
    ctx.record({
      action: 'create',
      document: 'price_list',
      documentId: id,
      companyId: input.companyId,
      label: input.code,
      after: input,
    })
    return { id, version: 1 }
  },
})

export const updatePriceList = command({
  name: 'sales.updatePriceList',
  permission: 'sales.price_list.update',
  input: updatePriceListInput,
  output: masterResult,
  constraints,
  handler: (ctx, { id, version, ...columns }) =>
    changeMaster(ctx, priceList, 'price_list', { id, version }, given(columns)),
})

/** Two rows of one save that would win equally; rows that stand already are the database's to compare. */
function ties(prices: z.output<typeof savePricesInput>['prices']): FieldIssue[] {
  const seen = new Set<string>()
  return prices.flatMap((p, i) => {
    const issues: FieldIssue[] = []
    const path = `prices.${i}`
    if (Boolean(p.itemId) === Boolean(p.categoryId)) issues.push({ path: `${path}.itemId`, code: 'sales.price_target' })
    if (p.validFrom && p.validTo && p.validTo < p.validFrom)
      issues.push({ path: `${path}.validTo`, code: 'sales.price_dates' })
    const key = [p.itemId, p.categoryId, p.unitId, plain(p.minQuantity), p.validFrom].join('|')
    if (seen.has(key)) issues.push({ path, code: 'sales.price_tie' })
    seen.add(key)
    return issues
  })
}

/** Saves many prices of a list at once. Errors: sales.price_tie, sales.price_target, sales.price_dates. */
export const savePrices = command({
  name: 'sales.savePrices',
  permission: 'sales.price_list.update',
  input: savePricesInput,
  output: z.object({ saved: z.number(), deleted: z.number() }),
  constraints,
  handler: async (ctx, { priceListId, prices, deleteIds }) => {
    const issues = ties(prices)
    if (issues.length > 0) throw invalid(issues)
    const [list] = await ctx.tx
      .select({ companyId: priceList.companyId, code: priceList.code })
      .from(priceList)
      .where(and(eq(priceList.tenantId, ctx.tenantId), eq(priceList.id, priceListId)))
      .for('update')
    if (!list) throw notFound('price_list')
    const inList = and(eq(price.tenantId, ctx.tenantId), eq(price.priceListId, priceListId))
    if (deleteIds.length > 0) await ctx.tx.delete(price).where(and(inList, inArray(price.id, deleteIds)))
    const rows = prices.map((p) => ({
      id: p.id ?? newId(),
      companyId: list.companyId,
      priceListId,
      itemId: p.itemId ?? null,
      categoryId: p.categoryId ?? null,
      unitId: p.unitId ?? null,
      minQuantity: p.minQuantity,
      validFrom: p.validFrom ?? null,
      validTo: p.validTo ?? null,
      unitPrice: p.unitPrice,
      discountPercent: p.discountPercent,
      updatedBy: ctx.actor.userId,
    }))
    const given = prices.flatMap((p) => p.id ?? [])
    const known = new Set(
      given.length === 0
        ? []
        : (
            await ctx.tx
              .select({ id: price.id })
              .from(price)
              .where(and(inList, inArray(price.id, given)))
          ).map((r) => r.id),
    )
    await updateRows(
      ctx,
      price,
      rows.filter((r) => known.has(r.id)),
    )
    // An id that is not of this list is a new row's: nobody writes into another list by knowing an id.
    await insertRows(
      ctx,
      price,
      rows.filter((r) => !known.has(r.id)).map((r) => ({ ...r, id: newId(), createdBy: ctx.actor.userId })),
    )
    ctx.record({
      action: 'save_prices',
      document: 'price_list',
      documentId: priceListId,
      companyId: list.companyId,
      label: list.code,
      after: { saved: rows.length, deleted: deleteIds.length },
    })
    return { saved: rows.length, deleted: deleteIds.length }
  },
})

/** Prices of lines for a customer, each with the row that won and why. */
export const explainPrices = query({
  name: 'sales.resolvePrices',
  permission: 'sales.price_list.read',
  input: resolvePricesInput,
  output: z.array(resolvedPrice),
  handler: async (ctx, { lines, customerId, ...rest }) => {
    const items = await pricedItems(
      ctx,
      lines.map((l) => l.itemId),
    )
    const asked = lines.flatMap((l) => {
      const item = items.get(l.itemId)
      const unitId = l.unitId ?? item?.salesUnitId
      const factor = item && unitId ? factorOf(item, unitId) : undefined
      if (!unitId || factor === undefined) return []
      return [{ id: l.id, itemId: l.itemId, unitId, stockQuantity: plain(dec(l.quantity).times(factor)) }]
    })
    const resolved = await resolvePrices(ctx, { ...rest, customerId: customerId ?? null, lines: asked, items })
    return lines.map(
      (l) =>
        resolved.get(l.id) ?? {
          id: l.id,
          unitPrice: null,
          discountPercent: '0',
          pricesIncludeTax: false,
          source: null,
        },
    )
  },
})
