import type { z } from 'zod'
import type { PurchaseAddress, PurchasePriceSource } from '@/db/schema/procurement'
import type { createPurchaseOrderInput } from '@/server/contracts/procurement/purchase-order'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, type FieldIssue, invalid } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, round, toFixed } from '@/server/kernel/money'
import {
  type CompanySettings,
  company as companyOf,
  currencyDigits,
  type DocumentAmounts,
  documentAmounts,
  exchangeRate,
  loadTaxCodes,
} from '@/server/modules/finance'
import { items as itemsOf } from '@/server/modules/inventory'
import type { QueryContext } from '@/server/platform/commands/context'
import { type SupplierTerms, supplierTerms } from '../masters'
import { orderQuantity } from '../prices/quantity.rules'
import { type PriceOfLine, resolveSupplierPrices } from '../prices/resolve-prices'
import { type DraftLine, draftLines, promisedOn, purchaseTaxes } from './draft-lines'
import { demandReferences, expenseAccountsOf, warehouseAddress } from './references'

export type OrderInput = Omit<z.output<typeof createPurchaseOrderInput>, 'kind'>

/** A line with everything resolved, ready to be stored. */
export interface PreparedLine extends Omit<DraftLine, 'input'> {
  readonly supplierItemCode: string | null
  readonly listPrice: DecimalString | null
  readonly priceSource: PurchasePriceSource | null
  readonly unitPrice: DecimalString
  readonly discountPercent: DecimalString
  readonly promisedDate: CalendarDate
  /** What minimum and multiple make of the quantity, in the line's unit; null = it fits. */
  readonly proposedQuantity: DecimalString | null
  readonly blanketLineId: Id | null
  /** What it covers; undefined = as it was. */
  readonly sources: readonly { requisitionLineId: Id; quantity: DecimalString }[] | undefined
}

export interface PreparedOrder {
  readonly supplier: SupplierTerms
  readonly company: CompanySettings
  readonly currency: string
  readonly digits: number
  readonly rate: DecimalString
  readonly documentDate: CalendarDate
  readonly deliveryAddress: PurchaseAddress | null
  readonly warehouseId: Id | null
  readonly lines: readonly PreparedLine[]
  readonly amounts: DocumentAmounts
}

/** Prices of the lines: what was typed, else what is agreed; a missing price is refused at its line. */
function priceLines(
  drafts: readonly DraftLine[],
  documentDate: CalendarDate,
  resolved: ReadonlyMap<string, PriceOfLine>,
  leadTimeDays: number,
): PreparedLine[] {
  const issues: FieldIssue[] = []
  const lines = drafts.map(({ input, ...draft }, i): PreparedLine => {
    const found = resolved.get(draft.id)
    const unitPrice = input.unitPrice ?? found?.unitPrice ?? null
    if (unitPrice === null) issues.push({ path: `lines.${i}.unitPrice`, code: 'procurement.no_price' })
    return {
      ...draft,
      supplierItemCode: found?.supplierItemCode ?? null,
      listPrice: found?.unitPrice ?? null,
      priceSource: found?.source ?? null,
      unitPrice: plain(unitPrice ?? '0'),
      discountPercent: plain(input.discountPercent ?? (input.unitPrice ? '0' : (found?.discountPercent ?? '0'))),
      promisedDate: promisedOn({ input, ...draft }, documentDate, found?.leadTimeDays ?? leadTimeDays),
      proposedQuantity: found ? proposed(draft, found) : null,
      blanketLineId: input.blanketLineId ?? null,
      sources: input.sources,
    }
  })
  if (issues.length > 0) throw invalid(issues)
  return lines
}

function proposed(draft: Omit<DraftLine, 'input'>, found: PriceOfLine): DecimalString | null {
  const wanted = orderQuantity(draft.stockQuantity, { minimum: found.orderMinimum, multiple: found.orderMultiple })
  if (wanted.equals(draft.stockQuantity)) return null
  const digits = draft.item?.units.find((u) => u.unitId === draft.unitId)?.digits ?? 6
  const inUnit = round(wanted.div(draft.unitFactor), digits)
  // Rounded down it would be too little again.
  return plain(inUnit.times(draft.unitFactor).lessThan(wanted) ? inUnit.plus(dec(10).pow(-digits)) : inUnit)
}

/**
 * Resolves, prices and computes a whole order, set-based: the number of statements does not depend on the number of lines.
 * Nothing is written. Prices are without tax. Errors: procurement.unknown_item, procurement.unknown_unit, procurement.no_price,
 * procurement.not_a_purchase_tax, finance.no_rate and field issues.
 */
export async function prepareOrder(ctx: QueryContext, input: OrderInput): Promise<PreparedOrder> {
  const itemIds = [...new Set(input.lines.flatMap((l) => l.itemId ?? []))]
  const [supplier, company, items, expenseAccounts] = await Promise.all([
    supplierTerms(ctx, input.supplierId, input.companyId),
    companyOf(ctx, input.companyId),
    itemsOf(ctx, itemIds),
    expenseAccountsOf(ctx, input.companyId, itemIds),
  ])
  if (company.id !== supplier.companyId) throw conflict('common.reference')
  const drafts = draftLines({ input, supplier, items, expenseAccounts })
  const currency = input.currency ?? supplier.currency
  const documentDate = input.documentDate ?? company.today
  const warehouseId = input.warehouseId ?? supplier.defaultWarehouseId
  const [rate, codes, resolved, address] = await Promise.all([
    currency === company.baseCurrency
      ? '1'
      : (input.rate ?? exchangeRate(ctx, { companyId: input.companyId, currency, date: documentDate })),
    loadTaxCodes(
      ctx,
      drafts.flatMap((d) => d.taxCodeIds),
      documentDate,
    ),
    resolveSupplierPrices(ctx, {
      date: documentDate,
      items,
      lines: drafts.flatMap(({ id, item, unitId, stockQuantity }) =>
        item && unitId ? [{ id, supplierId: supplier.id, currency, itemId: item.id, unitId, stockQuantity }] : [],
      ),
    }),
    input.deliveryAddress ? null : warehouseAddress(ctx, warehouseId),
    demandReferences(ctx, input.companyId, [{ warehouseId }, ...drafts]),
  ])
  const taxed = drafts.map((d, i) => ({ ...d, taxCodeIds: purchaseTaxes(d, i, codes) }))
  const lines = priceLines(taxed, documentDate, resolved, supplier.leadTimeDays)
  const digits = currencyDigits(currency)
  return {
    supplier,
    company,
    currency,
    digits,
    rate,
    documentDate,
    deliveryAddress: (input.deliveryAddress as PurchaseAddress | null | undefined) ?? address,
    warehouseId,
    lines,
    amounts: documentAmounts({
      lines,
      discountPercent: input.discountPercent,
      discountAmount: toFixed(input.discountAmount, digits),
      pricesIncludeTax: false,
      rounding: company.taxRounding,
      digits,
      baseDigits: company.digits,
      rate,
      codes,
    }),
  }
}
