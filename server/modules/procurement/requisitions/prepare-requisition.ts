import type { z } from 'zod'
import type {
  createPurchaseRequisitionInput,
  PurchaseRequisitionLineInput,
} from '@/server/contracts/procurement/purchase-requisition'
import { type FieldIssue, invalid } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, round, sum, toFixed, UNIT_PRICE_DIGITS } from '@/server/kernel/money'
import { type CompanySettings, company as companyOf, currencyDigits, exchangeRate } from '@/server/modules/finance'
import { costOf, type ItemInfo, items as itemsOf } from '@/server/modules/inventory'
import type { QueryContext } from '@/server/platform/commands/context'
import { purchaseSettingsOf, type SupplierTerms, suppliersOf } from '../masters'
import { demandReferences, expenseAccountsOf } from '../orders/references'
import { type PriceOfLine, resolveSupplierPrices } from '../prices/resolve-prices'
import { preferredSuppliers } from '../suppliers/preferred'

export type RequisitionInput = z.output<typeof createPurchaseRequisitionInput>

interface Draft {
  readonly input: PurchaseRequisitionLineInput
  readonly id: Id
  readonly item: ItemInfo | null
  readonly unitId: Id | null
  readonly unitFactor: DecimalString
  readonly stockQuantity: DecimalString
  readonly supplier: SupplierTerms | null
}

export interface PreparedRequisitionLine {
  readonly id: Id
  readonly kind: 'item' | 'service'
  readonly itemId: Id | null
  readonly description: string
  readonly unitId: Id | null
  readonly unitFactor: DecimalString
  readonly quantity: DecimalString
  readonly stockQuantity: DecimalString
  readonly supplierId: Id | null
  readonly currency: string
  readonly rate: DecimalString
  readonly unitPrice: DecimalString
  readonly net: DecimalString
  readonly baseNet: DecimalString
  readonly neededOn: string | null
  readonly warehouseId: Id | null
  readonly expenseAccountId: Id | null
  readonly costCenterId: Id | null
  readonly projectId: Id | null
  readonly note: string | null
}
export interface PreparedRequisition {
  readonly company: CompanySettings
  readonly documentDate: string
  readonly warehouseId: Id | null
  readonly baseNet: DecimalString
  readonly lines: readonly PreparedRequisitionLine[]
}

function draftsOf(
  input: RequisitionInput,
  items: ReadonlyMap<Id, ItemInfo>,
  supplierOf: (line: PurchaseRequisitionLineInput) => SupplierTerms | null | undefined,
): Draft[] {
  const issues: FieldIssue[] = []
  const seen = new Set<Id>()
  const drafts = input.lines.map((line, i): Draft => {
    const at = (field: string) => `lines.${i}.${field}`
    const item = line.itemId ? (items.get(line.itemId) ?? null) : null
    if (line.id && seen.has(line.id)) issues.push({ path: at('id'), code: 'procurement.duplicate_line' })
    if (line.id) seen.add(line.id)
    if (line.kind === 'item' && !item) issues.push({ path: at('itemId'), code: 'procurement.unknown_item' })
    if (!item && line.kind === 'service' && !line.description)
      issues.push({ path: at('description'), code: 'validation.required' })
    if (item && item.status !== 'active')
      issues.push({ path: at('itemId'), code: 'procurement.item_not_active', params: { item: item.code } })
    if (item?.kind === 'kit')
      issues.push({ path: at('itemId'), code: 'procurement.kit_not_bought', params: { item: item.code } })
    const unitId = item ? (line.unitId ?? item.purchaseUnitId) : null
    const unit = item?.units.find((u) => u.unitId === unitId)
    if (item && !unit)
      issues.push({ path: at('unitId'), code: 'procurement.unknown_unit', params: { item: item.code } })
    if (unit && !round(line.quantity, unit.digits).equals(line.quantity))
      issues.push({ path: at('quantity'), code: 'validation.precision', params: { digits: unit.digits } })
    const factor = unit?.factor ?? '1'
    const stockQuantity = round(dec(line.quantity).times(factor), item?.stockUnitDigits ?? 6)
    if (stockQuantity.isZero()) issues.push({ path: at('quantity'), code: 'validation.positive' })
    const supplier = supplierOf(line)
    if (supplier === undefined) issues.push({ path: at('supplierId'), code: 'common.reference' })
    return {
      input: line,
      id: line.id ?? newId(),
      item,
      unitId,
      unitFactor: factor,
      stockQuantity: plain(stockQuantity),
      supplier: supplier ?? null,
    }
  })
  if (issues.length > 0) throw invalid(issues)
  return drafts
}

/** Estimated price and its currency: typed, agreed with the supplier, else what the item costs now; a service without a price is free. */
function estimate(
  { input, item, unitFactor }: Draft,
  agreed: PriceOfLine | undefined,
  cost: DecimalString | undefined,
  base: string,
): { unitPrice: DecimalString; currency: string; discount: DecimalString } {
  if (input.unitPrice != null)
    return { unitPrice: plain(input.unitPrice), currency: input.currency ?? agreed?.currency ?? base, discount: '0' }
  if (agreed?.unitPrice != null)
    return { unitPrice: agreed.unitPrice, currency: agreed.currency, discount: agreed.discountPercent }
  const known = item && cost !== undefined ? dec(cost).times(unitFactor) : dec(0)
  return { unitPrice: plain(round(known, UNIT_PRICE_DIGITS)), currency: base, discount: '0' }
}

async function ratesOf(
  ctx: QueryContext,
  company: CompanySettings,
  currencies: readonly string[],
  date: string,
): Promise<Map<string, DecimalString>> {
  const others = [...new Set(currencies)].filter((c) => c !== company.baseCurrency)
  const rates = await Promise.all(
    others.map((currency) => exchangeRate(ctx, { companyId: company.id, currency, date })),
  )
  return new Map([[company.baseCurrency, '1'], ...others.map((c, i) => [c, rates[i] ?? '1'] as const)])
}

/** Resolves and estimates a whole requisition, set-based. Nothing is written. Errors: field issues, common.reference, finance.no_rate. */
export async function prepareRequisition(ctx: QueryContext, input: RequisitionInput): Promise<PreparedRequisition> {
  const { companyId } = input
  const itemIds = [...new Set(input.lines.flatMap((l) => l.itemId ?? []))]
  const [company, items, settings, preferred, expenseAccounts, costs] = await Promise.all([
    companyOf(ctx, companyId),
    itemsOf(ctx, itemIds),
    purchaseSettingsOf(ctx, companyId),
    preferredSuppliers(ctx, companyId, itemIds),
    expenseAccountsOf(ctx, companyId, itemIds),
    costOf(ctx, { companyId, itemIds, basis: 'current' }),
  ])
  const documentDate = input.documentDate ?? company.today
  const named = [...new Set([...input.lines.flatMap((l) => l.supplierId ?? []), ...preferred.values()])]
  const suppliers = await suppliersOf(ctx, named)
  const drafts = draftsOf(input, items, (line) => {
    const id = line.supplierId ?? (line.itemId ? preferred.get(line.itemId) : undefined)
    if (!id) return null
    const found = suppliers.get(id)
    return found?.companyId === companyId ? found : undefined
  })
  const agreed = await resolveSupplierPrices(ctx, {
    date: documentDate,
    items,
    lines: drafts.flatMap(({ id, item, unitId, stockQuantity, supplier, input: line }) =>
      item && unitId && supplier
        ? [
            {
              id,
              supplierId: supplier.id,
              currency: line.currency ?? supplier.currency,
              itemId: item.id,
              unitId,
              stockQuantity,
            },
          ]
        : [],
    ),
  })
  const estimates = drafts.map((d) => estimate(d, agreed.get(d.id), costs.get(d.item?.id ?? ''), company.baseCurrency))
  const rates = await ratesOf(
    ctx,
    company,
    estimates.map((e) => e.currency),
    documentDate,
  )
  const warehouseId = input.warehouseId ?? settings.defaultWarehouseId
  const lines = drafts.map((draft, i): PreparedRequisitionLine => {
    const { input: line, item, supplier } = draft
    const { unitPrice, currency, discount } = estimates[i] ?? {
      unitPrice: '0',
      currency: company.baseCurrency,
      discount: '0',
    }
    const rate = rates.get(currency) ?? '1'
    const net = dec(line.quantity).times(unitPrice).times(dec(100).minus(discount)).div(100)
    const stocked = item?.kind === 'stock' && !line.expenseAccountId
    return {
      id: draft.id,
      kind: item?.kind === 'service' ? 'service' : line.kind,
      itemId: item?.id ?? null,
      description: line.description ?? item?.name ?? '',
      unitId: draft.unitId,
      unitFactor: draft.unitFactor,
      quantity: plain(line.quantity),
      stockQuantity: draft.stockQuantity,
      supplierId: supplier?.id ?? null,
      currency,
      rate,
      unitPrice: plain(round(dec(unitPrice).times(dec(100).minus(discount)).div(100), UNIT_PRICE_DIGITS)),
      net: toFixed(net, currencyDigits(currency)),
      baseNet: toFixed(dec(toFixed(net, currencyDigits(currency))).times(rate), company.digits),
      neededOn: line.neededOn ?? input.neededOn ?? null,
      warehouseId: line.warehouseId ?? warehouseId ?? supplier?.defaultWarehouseId ?? null,
      expenseAccountId: stocked ? null : (line.expenseAccountId ?? expenseAccounts.get(item?.id ?? '') ?? null),
      costCenterId: line.costCenterId ?? input.costCenterId ?? null,
      projectId: line.projectId ?? input.projectId ?? null,
      note: line.note,
    }
  })
  const { costCenterId, projectId } = input
  await demandReferences(ctx, companyId, [
    { warehouseId, ...(costCenterId && { costCenterId }), ...(projectId && { projectId }) },
    ...lines,
  ])
  return {
    company,
    documentDate,
    warehouseId,
    baseNet: toFixed(sum(lines.map((l) => l.baseNet)), company.digits),
    lines,
  }
}
