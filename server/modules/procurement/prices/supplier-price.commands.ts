import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { supplier, supplierPrice } from '@/db/schema/procurement'
import {
  resolvedSupplierPrice,
  resolveSupplierPricesInput,
  saveSupplierPricesInput,
  supplierPricesOf,
  supplierPricesOfInput,
} from '@/server/contracts/procurement/supplier-price'
import { type FieldIssue, invalid, notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { items as itemsOf } from '@/server/modules/inventory'
import { command, query } from '@/server/platform/commands/command'
import { insertRows, updateRows } from '@/server/platform/tenancy/bulk'
import { supplierTerms } from '../masters'
import { resolveSupplierPrices } from './resolve-prices'

const constraints = {
  supplier_price_tie: { code: 'procurement.price_tie', path: 'prices' },
  supplier_price_target: { code: 'procurement.price_target', path: 'prices' },
  supplier_price_dates: { code: 'procurement.price_dates', path: 'prices' },
  supplier_price_bounds: { code: 'common.out_of_bounds', path: 'prices' },
}

type Prices = z.output<typeof saveSupplierPricesInput>['prices']

/** Two rows of one save that would win equally; rows that stand already are the database's to compare. */
function ties(prices: Prices, currency: string): FieldIssue[] {
  const seen = new Set<string>()
  return prices.flatMap((p, i) => {
    const issues: FieldIssue[] = []
    const path = `prices.${i}`
    if (Boolean(p.itemId) === Boolean(p.categoryId))
      issues.push({ path: `${path}.itemId`, code: 'procurement.price_target' })
    if (p.validFrom && p.validTo && p.validTo < p.validFrom)
      issues.push({ path: `${path}.validTo`, code: 'procurement.price_dates' })
    const key = [p.itemId, p.categoryId, p.unitId, p.currency ?? currency, plain(p.minQuantity), p.validFrom].join('|')
    if (seen.has(key)) issues.push({ path, code: 'procurement.price_tie' })
    seen.add(key)
    return issues
  })
}

/** Saves many prices of a supplier at once. Errors: procurement.price_tie, procurement.price_target, procurement.price_dates. */
export const saveSupplierPrices = command({
  name: 'procurement.saveSupplierPrices',
  permission: 'procurement.supplier_price.update',
  input: saveSupplierPricesInput,
  output: z.object({ saved: z.number(), deleted: z.number() }),
  constraints,
  handler: async (ctx, { supplierId, prices, deleteIds }) => {
    const [owner] = await ctx.tx
      .select({ companyId: supplier.companyId, code: supplier.code, currency: supplier.currency })
      .from(supplier)
      .where(and(eq(supplier.tenantId, ctx.tenantId), eq(supplier.id, supplierId)))
      .for('update')
    if (!owner) throw notFound('supplier')
    const issues = ties(prices, owner.currency)
    if (issues.length > 0) throw invalid(issues)
    const ofSupplier = and(eq(supplierPrice.tenantId, ctx.tenantId), eq(supplierPrice.supplierId, supplierId))
    if (deleteIds.length > 0)
      await ctx.tx.delete(supplierPrice).where(and(ofSupplier, inArray(supplierPrice.id, deleteIds)))
    const rows = prices.map((p) => ({
      id: p.id ?? newId(),
      companyId: owner.companyId,
      supplierId,
      itemId: p.itemId ?? null,
      categoryId: p.categoryId ?? null,
      unitId: p.unitId ?? null,
      currency: p.currency ?? owner.currency,
      minQuantity: p.minQuantity,
      validFrom: p.validFrom ?? null,
      validTo: p.validTo ?? null,
      unitPrice: p.unitPrice,
      discountPercent: p.discountPercent,
      orderMinimum: p.orderMinimum ?? null,
      orderMultiple: p.orderMultiple ?? null,
      leadTimeDays: p.leadTimeDays ?? null,
      supplierItemCode: p.supplierItemCode,
      agreement: p.agreement,
      updatedBy: ctx.actor.userId,
    }))
    const given = prices.flatMap((p) => p.id ?? [])
    const known = new Set(
      given.length === 0
        ? []
        : (
            await ctx.tx
              .select({ id: supplierPrice.id })
              .from(supplierPrice)
              .where(and(ofSupplier, inArray(supplierPrice.id, given)))
          ).map((r) => r.id),
    )
    await updateRows(
      ctx,
      supplierPrice,
      rows.filter((r) => known.has(r.id)),
    )
    // An id that is not of this supplier is a new row's: nobody writes into another's prices by knowing an id.
    await insertRows(
      ctx,
      supplierPrice,
      rows.filter((r) => !known.has(r.id)).map((r) => ({ ...r, id: newId(), createdBy: ctx.actor.userId })),
    )
    ctx.record({
      action: 'save_prices',
      document: 'supplier',
      documentId: supplierId,
      companyId: owner.companyId,
      label: owner.code,
      after: { saved: rows.length, deleted: deleteIds.length },
    })
    return { saved: rows.length, deleted: deleteIds.length }
  },
})

/** Agreed prices of lines of a supplier, each with the row that won and why. */
export const explainSupplierPrices = query({
  name: 'procurement.resolveSupplierPrices',
  permission: 'procurement.supplier_price.read',
  input: resolveSupplierPricesInput,
  output: z.array(resolvedSupplierPrice),
  handler: async (ctx, { lines, supplierId, currency, date }) => {
    const terms = await supplierTerms(ctx, supplierId)
    const [items, { today }] = await Promise.all([
      itemsOf(
        ctx,
        lines.map((l) => l.itemId),
      ),
      company(ctx, terms.companyId),
    ])
    const asked = lines.flatMap((l) => {
      const item = items.get(l.itemId)
      const unitId = l.unitId ?? item?.purchaseUnitId
      const factor = item?.units.find((u) => u.unitId === unitId)?.factor
      if (!unitId || factor === undefined) return []
      const stockQuantity = plain(dec(l.quantity).times(factor))
      return [{ id: l.id, supplierId, currency: currency ?? terms.currency, itemId: l.itemId, unitId, stockQuantity }]
    })
    const resolved = await resolveSupplierPrices(ctx, { date: date ?? today, lines: asked, items })
    return lines.flatMap((l) => {
      const found = resolved.get(l.id)
      if (!found) return []
      const { supplierId: _supplier, currency: _currency, ...price } = found
      return [price]
    })
  },
})

/** All prices agreed with a supplier. */
export const supplierPrices = query({
  name: 'procurement.supplierPrices',
  permission: 'procurement.supplier_price.read',
  input: supplierPricesOfInput,
  output: supplierPricesOf,
  handler: async (ctx, { supplierId }) => ({
    prices: await ctx.sql<z.input<typeof supplierPricesOf>['prices']>`
      select p.id, p.item_id as "itemId", i.code as "itemCode", i.name as "itemName", p.category_id as "categoryId",
        c.code as "categoryCode", p.unit_id as "unitId", u.code as "unitCode", p.currency, p.min_quantity as "minQuantity",
        p.valid_from as "validFrom", p.valid_to as "validTo", p.unit_price as "unitPrice", p.discount_percent as "discountPercent",
        p.order_minimum as "orderMinimum", p.order_multiple as "orderMultiple", p.lead_time_days as "leadTimeDays",
        p.supplier_item_code as "supplierItemCode", p.agreement
      from supplier_price p
      left join item i on i.tenant_id = p.tenant_id and i.id = p.item_id
      left join item_category c on c.tenant_id = p.tenant_id and c.id = p.category_id
      left join unit_of_measure u on u.tenant_id = p.tenant_id and u.id = p.unit_id
      where p.tenant_id = ${ctx.tenantId} and p.supplier_id = ${supplierId}
      order by c.code nulls last, i.code, p.min_quantity, p.valid_from nulls first limit 20000`,
  }),
})
