import type { PurchaseOrderLineInput } from '@/server/contracts/procurement/purchase-order'
import { addDays, type CalendarDate } from '@/server/kernel/calendar-date'
import { type FieldIssue, invalid } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, round } from '@/server/kernel/money'
import type { TaxCodeAtDate } from '@/server/modules/finance'
import type { ItemInfo } from '@/server/modules/inventory'
import type { SupplierTerms } from '../masters'
import type { OrderInput } from './prepare-order'

/** What a line is before prices are known. */
export interface DraftLine {
  readonly input: PurchaseOrderLineInput
  readonly id: Id
  readonly kind: 'item' | 'service' | 'freight'
  readonly item: ItemInfo | null
  readonly stocked: boolean
  readonly description: string
  readonly unitId: Id | null
  readonly unitFactor: DecimalString
  readonly quantity: DecimalString
  readonly stockQuantity: DecimalString
  readonly taxCodeIds: readonly Id[]
  readonly expenseAccountId: Id | null
  readonly costCenterId: Id | null
  readonly projectId: Id | null
  readonly warehouseId: Id | null
  readonly requestedDate: CalendarDate | null
  readonly note: string | null
}

interface Given {
  readonly input: OrderInput
  readonly supplier: SupplierTerms
  readonly items: ReadonlyMap<Id, ItemInfo>
  /** The account that an item's purchases go to where they do not go into stock. */
  readonly expenseAccounts: ReadonlyMap<Id, Id>
}

function itemIssues(line: PurchaseOrderLineInput, item: ItemInfo | null, at: (field: string) => string): FieldIssue[] {
  if (line.kind === 'item' && !item) return [{ path: at('itemId'), code: 'procurement.unknown_item' }]
  if (line.kind === 'service' && !item && !line.description)
    return [{ path: at('description'), code: 'validation.required' }]
  if (item && item.status !== 'active')
    return [{ path: at('itemId'), code: 'procurement.item_not_active', params: { item: item.code } }]
  if (item?.kind === 'kit')
    return [{ path: at('itemId'), code: 'procurement.kit_not_bought', params: { item: item.code } }]
  return []
}

/** Refuses what no order line may have: an unknown item or unit, more places than the unit has. */
export function draftLines({ input, supplier, items, expenseAccounts }: Given): DraftLine[] {
  const issues: FieldIssue[] = []
  const seen = new Set<Id>()
  const drafts = input.lines.map((line, i): DraftLine => {
    const at = (field: string) => `lines.${i}.${field}`
    const item = line.kind === 'freight' || !line.itemId ? null : (items.get(line.itemId) ?? null)
    if (line.id && seen.has(line.id)) issues.push({ path: at('id'), code: 'procurement.duplicate_line' })
    if (line.id) seen.add(line.id)
    issues.push(...itemIssues(line, item, at))
    const unitId = item ? (line.unitId ?? item.purchaseUnitId) : null
    const unit = item?.units.find((u) => u.unitId === unitId)
    if (item && !unit)
      issues.push({ path: at('unitId'), code: 'procurement.unknown_unit', params: { item: item.code } })
    if (unit && !round(line.quantity, unit.digits).equals(line.quantity))
      issues.push({ path: at('quantity'), code: 'validation.precision', params: { digits: unit.digits } })
    if (!item && (line.unitPrice === null || line.unitPrice === undefined))
      issues.push({ path: at('unitPrice'), code: 'validation.required' })
    const factor = unit?.factor ?? '1'
    const stockQuantity = round(dec(line.quantity).times(factor), item?.stockUnitDigits ?? 6)
    if (stockQuantity.isZero()) issues.push({ path: at('quantity'), code: 'validation.positive' })
    const stocked = item?.kind === 'stock' && !line.expenseAccountId
    return {
      input: line,
      id: line.id ?? newId(),
      kind: item?.kind === 'service' ? 'service' : line.kind,
      item,
      stocked,
      description: line.description ?? item?.name ?? 'Freight',
      unitId,
      unitFactor: factor,
      quantity: plain(line.quantity),
      stockQuantity: plain(stockQuantity),
      taxCodeIds: line.taxCodeIds ?? defaultTaxes(supplier, item),
      expenseAccountId: stocked ? null : (line.expenseAccountId ?? expenseAccounts.get(item?.id ?? '') ?? null),
      costCenterId: line.costCenterId ?? null,
      projectId: line.projectId ?? null,
      warehouseId: line.warehouseId ?? input.warehouseId ?? supplier.defaultWarehouseId,
      requestedDate: line.requestedDate ?? input.requestedDate ?? null,
      note: line.note,
    }
  })
  if (issues.length > 0) throw invalid(issues)
  return drafts
}

const defaultTaxes = (supplier: SupplierTerms, item: ItemInfo | null): readonly Id[] => {
  if (supplier.taxExempt) return []
  return supplier.taxCodeIds.length > 0 ? supplier.taxCodeIds : (item?.taxCodeIds ?? [])
}

/** A typed code must be one of purchase; of an item's own codes only those of purchase apply. */
export function purchaseTaxes(draft: DraftLine, i: number, codes: ReadonlyMap<Id, TaxCodeAtDate>): readonly Id[] {
  const wrong = draft.taxCodeIds.filter((id) => codes.get(id)?.use !== 'purchase')
  const [first] = wrong
  if (first === undefined) return draft.taxCodeIds
  if (draft.input.taxCodeIds)
    throw invalid([
      {
        path: `lines.${i}.taxCodeIds`,
        code: 'procurement.not_a_purchase_tax',
        params: { code: codes.get(first)?.code ?? '' },
      },
    ])
  return draft.taxCodeIds.filter((id) => !wrong.includes(id))
}

/** When a line is promised: what was typed, else the day asked for, else the lead time from the document date. */
export const promisedOn = (draft: DraftLine, documentDate: CalendarDate, leadTimeDays: number): CalendarDate =>
  draft.input.promisedDate ?? draft.requestedDate ?? addDays(documentDate, leadTimeDays)
