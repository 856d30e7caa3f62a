import type { z } from 'zod'
import type { DocumentAddress, PriceSource } from '@/db/schema/sales'
import type { createSalesOrderInput, SalesOrderLineInput } from '@/server/contracts/sales/sales-order'
import { addDays, type CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, type FieldIssue, invalid } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, round, toFixed } from '@/server/kernel/money'
import {
  type CompanySettings,
  company as companyOf,
  currencyDigits,
  type DocumentAmounts,
  documentAmounts,
  exchangeRate,
  inPriceBasis,
  loadTaxCodes,
  type TaxCodeAtDate,
} from '@/server/modules/finance'
import { type ItemInfo, items as itemsOf } from '@/server/modules/inventory'
import type { QueryContext } from '@/server/platform/commands/context'
import { type CustomerTerms, customerTerms } from '../masters'
import { resolvePrices } from '../prices/resolve-prices'
import { componentDemand } from './kit.rules'

export type OrderInput = z.output<typeof createSalesOrderInput>

/** A line with everything resolved, ready to be stored. */
export interface PreparedLine {
  readonly id: Id
  readonly kind: 'item' | 'freight'
  readonly item: ItemInfo | null
  readonly description: string
  readonly unitId: Id | null
  readonly unitFactor: DecimalString
  readonly quantity: DecimalString
  readonly stockQuantity: DecimalString
  readonly listPrice: DecimalString | null
  readonly priceSource: PriceSource | null
  readonly unitPrice: DecimalString
  readonly discountPercent: DecimalString
  readonly taxCodeIds: readonly Id[]
  readonly requestedDate: CalendarDate | null
  readonly warehouseId: Id | null
  readonly note: string | null
  /** Of a kit: what it is delivered as. */
  readonly components: readonly PreparedComponent[]
}

export interface PreparedComponent {
  readonly item: ItemInfo
  /** Stock units in one kit, and in all kits of the line. */
  readonly perKit: DecimalString
  readonly quantity: DecimalString
}

export interface PreparedOrder {
  readonly customer: CustomerTerms
  readonly company: CompanySettings
  readonly currency: string
  readonly digits: number
  readonly rate: DecimalString
  readonly documentDate: CalendarDate
  readonly validUntil: CalendarDate | null
  readonly pricesIncludeTax: boolean
  readonly deliveryAddress: DocumentAddress | null
  readonly billingAddress: DocumentAddress | null
  readonly warehouseId: Id | null
  readonly lines: readonly PreparedLine[]
  readonly amounts: DocumentAmounts
}

/** What a draft line is before prices are known. */
interface Draft
  extends Omit<PreparedLine, 'listPrice' | 'priceSource' | 'unitPrice' | 'discountPercent' | 'components'> {
  readonly input: SalesOrderLineInput
}

/** Refuses what no order line may have: an unknown item or unit, more places than the unit has. */
function draftLines(
  input: OrderInput,
  customer: CustomerTerms,
  items: ReadonlyMap<Id, ItemInfo>,
  company: CompanySettings,
): Draft[] {
  const issues: FieldIssue[] = []
  const seen = new Set<Id>()
  const drafts = input.lines.map((line, i): Draft => {
    const at = (field: string) => `lines.${i}.${field}`
    const item = line.itemId ? (items.get(line.itemId) ?? null) : null
    if (line.id && seen.has(line.id)) issues.push({ path: at('id'), code: 'sales.duplicate_line' })
    if (line.id) seen.add(line.id)
    if (line.kind === 'item' && !item) issues.push({ path: at('itemId'), code: 'sales.unknown_item' })
    if (item && item.status !== 'active')
      issues.push({ path: at('itemId'), code: 'sales.item_not_active', params: { item: item.code } })
    const unitId = item ? (line.unitId ?? item.salesUnitId) : null
    const unit = item?.units.find((u) => u.unitId === unitId)
    if (item && !unit) issues.push({ path: at('unitId'), code: 'sales.unknown_unit', params: { item: item.code } })
    if (unit && !round(line.quantity, unit.digits).equals(line.quantity))
      issues.push({ path: at('quantity'), code: 'validation.precision', params: { digits: unit.digits } })
    if (line.kind === 'freight' && (line.unitPrice === null || line.unitPrice === undefined))
      issues.push({ path: at('unitPrice'), code: 'validation.required' })
    const factor = unit?.factor ?? '1'
    return {
      input: line,
      id: line.id ?? newId(),
      kind: line.kind,
      item,
      description: line.description ?? item?.name ?? 'Freight',
      unitId,
      unitFactor: factor,
      quantity: plain(line.quantity),
      stockQuantity: plain(round(dec(line.quantity).times(factor), item?.stockUnitDigits ?? 6)),
      taxCodeIds: taxCodesOf(line, customer, item),
      requestedDate: line.requestedDate ?? input.requestedDate ?? null,
      warehouseId: line.warehouseId ?? input.warehouseId ?? customer.defaultWarehouseId,
      note: line.note,
    }
  })
  if (issues.length > 0) throw invalid(issues)
  if (company.id !== customer.companyId) throw conflict('common.reference')
  return drafts
}

function taxCodesOf(line: SalesOrderLineInput, customer: CustomerTerms, item: ItemInfo | null): readonly Id[] {
  if (line.taxCodeIds) return line.taxCodeIds
  if (customer.taxExempt) return []
  return customer.taxCodeIds.length > 0 ? customer.taxCodeIds : (item?.taxCodeIds ?? [])
}

/** Prices of the lines: what was typed, else what the price lists say; a missing price is refused at its line. */
function priceLines(
  drafts: readonly Draft[],
  header: { customer: CustomerTerms; pricesIncludeTax: boolean; codes: ReadonlyMap<Id, TaxCodeAtDate> },
  resolved: Awaited<ReturnType<typeof resolvePrices>>,
): Omit<PreparedLine, 'components'>[] {
  const { customer, codes } = header
  const issues: FieldIssue[] = []
  const lines = drafts.map(({ input, ...draft }, i): Omit<PreparedLine, 'components'> => {
    const found = resolved.get(draft.id)
    const from = found?.pricesIncludeTax ?? header.pricesIncludeTax
    const listPrice =
      found?.unitPrice != null
        ? inPriceBasis(found.unitPrice, { from, to: header.pricesIncludeTax, taxCodeIds: draft.taxCodeIds, codes })
        : null
    const unitPrice = input.unitPrice ?? listPrice
    if (unitPrice === null) issues.push({ path: `lines.${i}.unitPrice`, code: 'sales.no_price' })
    const listDiscount = dec(found?.discountPercent ?? '0').isZero() ? null : found?.discountPercent
    const usual = draft.kind === 'item' ? (listDiscount ?? ownDiscount(customer)) : '0'
    return {
      ...draft,
      listPrice,
      priceSource: found?.source ?? null,
      unitPrice: plain(unitPrice ?? '0'),
      discountPercent: plain(input.discountPercent ?? (input.unitPrice ? '0' : usual)),
    }
  })
  if (issues.length > 0) throw invalid(issues)
  return lines
}

const ownDiscount = (customer: CustomerTerms): DecimalString =>
  dec(customer.discountPercent).isZero() ? (customer.groupDiscountPercent ?? '0') : customer.discountPercent

/** Kits with what they are delivered as; the components of all kits are read at once. Error: sales.item_not_active. */
async function withComponents(
  ctx: QueryContext,
  lines: readonly Omit<PreparedLine, 'components'>[],
): Promise<PreparedLine[]> {
  const kits = lines.flatMap((l) => (l.item?.kind === 'kit' ? [{ ...l, item: l.item }] : []))
  const parts = await itemsOf(
    ctx,
    kits.flatMap((l) => l.item.components.map((c) => c.itemId)),
  )
  const demand = componentDemand(
    kits.map((l) => ({
      ...l,
      parts: l.item.components.map((c) => ({ ...c, digits: parts.get(c.itemId)?.stockUnitDigits ?? 6 })),
    })),
  )
  return lines.map((line, i) => ({
    ...line,
    components: (demand.get(line.id) ?? []).map(({ itemId, quantity }) => {
      const item = parts.get(itemId)
      if (item?.status !== 'active')
        throw invalid([
          { path: `lines.${i}.itemId`, code: 'sales.item_not_active', params: { item: item?.code ?? itemId } },
        ])
      const perKit = line.item?.components.find((c) => c.itemId === itemId)?.quantity ?? '0'
      return { item, perKit, quantity }
    }),
  }))
}

/**
 * Resolves, prices and computes a whole order, set-based: the number of statements does not depend on the number of lines.
 * Nothing is written. Errors: sales.unknown_item, sales.unknown_unit, sales.no_price, finance.no_rate and field issues.
 */
export async function prepareOrder(ctx: QueryContext, input: OrderInput): Promise<PreparedOrder> {
  const itemIds = [...new Set(input.lines.flatMap((l) => l.itemId ?? []))]
  const [customer, company, items] = await Promise.all([
    customerTerms(ctx, input.customerId, input.companyId),
    companyOf(ctx, input.companyId),
    itemsOf(ctx, itemIds),
  ])
  const drafts = draftLines(input, customer, items, company)
  const currency = input.currency ?? customer.currency
  const documentDate = input.documentDate ?? company.today
  const { pricesIncludeTax } = company
  const [rate, codes, resolved] = await Promise.all([
    currency === company.baseCurrency
      ? '1'
      : (input.rate ?? exchangeRate(ctx, { companyId: input.companyId, currency, date: documentDate })),
    loadTaxCodes(
      ctx,
      drafts.flatMap((d) => d.taxCodeIds),
      documentDate,
    ),
    resolvePrices(ctx, {
      companyId: input.companyId,
      customerId: customer.id,
      currency,
      date: documentDate,
      items,
      lines: drafts.flatMap((d) =>
        d.item && d.unitId ? [{ id: d.id, itemId: d.item.id, unitId: d.unitId, stockQuantity: d.stockQuantity }] : [],
      ),
    }),
  ])
  const lines = await withComponents(ctx, priceLines(drafts, { customer, pricesIncludeTax, codes }, resolved))
  const digits = currencyDigits(currency)
  return {
    customer,
    company,
    currency,
    digits,
    rate,
    documentDate,
    validUntil: input.validUntil ?? addDays(documentDate, customer.quoteValidityDays),
    pricesIncludeTax,
    deliveryAddress: (input.deliveryAddress as DocumentAddress | null | undefined) ?? customer.deliveryAddress,
    billingAddress: (input.billingAddress as DocumentAddress | null | undefined) ?? customer.billingAddress,
    warehouseId: input.warehouseId ?? customer.defaultWarehouseId,
    lines,
    amounts: documentAmounts({
      lines,
      discountPercent: input.discountPercent,
      discountAmount: toFixed(input.discountAmount, digits),
      pricesIncludeTax,
      rounding: company.taxRounding,
      digits,
      baseDigits: company.digits,
      rate,
      codes,
    }),
  }
}
