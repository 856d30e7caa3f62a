import type { ResolvedSupplierPrice } from '@/server/contracts/procurement/supplier-price'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, plain } from '@/server/kernel/money'
import { choosePrice, type ItemInfo, type PriceCandidate } from '@/server/modules/inventory'
import type { QueryContext } from '@/server/platform/commands/context'
import { supplierOnce, suppliersOf } from '../masters'

export interface SupplierPriceQuestion {
  readonly date: CalendarDate
  readonly lines: readonly {
    readonly id: string
    readonly supplierId: Id
    readonly currency: string
    readonly itemId: Id
    readonly unitId: Id
    readonly stockQuantity: DecimalString
  }[]
  readonly items: ReadonlyMap<Id, ItemInfo>
}

interface AgreedPrice extends PriceCandidate {
  readonly priceId: Id
  readonly supplierId: Id
  readonly currency: string
  readonly discountPercent: DecimalString
  readonly orderMinimum: DecimalString | null
  readonly orderMultiple: DecimalString | null
  readonly leadTimeDays: number | null
  readonly supplierItemCode: string | null
  readonly agreement: string | null
}

/** What suppliers have agreed on, with what the supplier's own terms add. */
export interface PriceOfLine extends ResolvedSupplierPrice {
  readonly supplierId: Id
  readonly currency: string
}

interface Own {
  readonly orderMultiple: DecimalString | null
  readonly leadTimeDays: number
}

/** Rows in force for these items of these suppliers. */
const agreed = (ctx: QueryContext, question: SupplierPriceQuestion): Promise<AgreedPrice[]> => {
  const itemIds = [...new Set(question.lines.map((l) => l.itemId))]
  const categoryIds = [...new Set(itemIds.flatMap((id) => question.items.get(id)?.categoryPath ?? []))]
  const supplierIds = [...new Set(question.lines.map((l) => l.supplierId))]
  return ctx.sql<AgreedPrice[]>`
    select p.id as "priceId", p.supplier_id as "supplierId", p.currency, p.item_id as "itemId", p.category_id as "categoryId",
      p.unit_id as "unitId", trim_scale(p.min_quantity) as "minQuantity", p.valid_from as "validFrom",
      trim_scale(p.unit_price) as "unitPrice", trim_scale(p.discount_percent) as "discountPercent",
      trim_scale(p.order_minimum) as "orderMinimum", trim_scale(p.order_multiple) as "orderMultiple",
      p.lead_time_days as "leadTimeDays", p.supplier_item_code as "supplierItemCode", p.agreement
    from supplier_price p
    where p.tenant_id = ${ctx.tenantId} and p.supplier_id = any(${supplierIds}::uuid[])
      and (p.item_id = any(${itemIds}::uuid[]) or p.category_id = any(${categoryIds}::uuid[]))
      and (p.valid_from is null or p.valid_from <= ${question.date}) and (p.valid_to is null or p.valid_to >= ${question.date})`
}

/** The terms of the suppliers; of one alone they are known already. */
async function ownTerms(ctx: QueryContext, question: SupplierPriceQuestion): Promise<Map<Id, Own>> {
  const ids = [...new Set(question.lines.map((l) => l.supplierId))]
  const [only] = ids
  const suppliers =
    ids.length === 1 && only ? [await supplierOnce(ctx, only)] : [...(await suppliersOf(ctx, ids)).values()]
  return new Map(
    suppliers.flatMap((s) =>
      s ? [[s.id, { orderMultiple: s.orderMultiple && plain(s.orderMultiple), leadTimeDays: s.leadTimeDays }]] : [],
    ),
  )
}

/**
 * Agreed prices of all lines at once (two statements), each with the row that won: item before category (nearest first), longer
 * tier, later start. Minimum, multiple, lead time and the supplier's own code of the item come with it; where nothing is agreed the price is
 * null and the supplier's terms hold.
 */
export async function resolveSupplierPrices(
  ctx: QueryContext,
  question: SupplierPriceQuestion,
): Promise<Map<string, PriceOfLine>> {
  if (question.lines.length === 0) return new Map()
  const [rows, own] = await Promise.all([agreed(ctx, question), ownTerms(ctx, question)])
  const keyOf = (supplierId: Id, currency: string, target: Id | null) => `${supplierId}:${currency}:${target ?? ''}`
  const byTarget = new Map<string, AgreedPrice[]>()
  for (const row of rows) {
    const key = keyOf(row.supplierId, row.currency, row.itemId ?? row.categoryId)
    byTarget.set(key, [...(byTarget.get(key) ?? []), row])
  }
  return new Map(
    question.lines.map((line) => {
      const item = question.items.get(line.itemId)
      const targets = item ? [item.id, ...item.categoryPath] : []
      const candidates = targets.flatMap((t) => byTarget.get(keyOf(line.supplierId, line.currency, t)) ?? [])
      return [line.id, resolveLine(line, item, candidates, own.get(line.supplierId))]
    }),
  )
}

function resolveLine(
  line: SupplierPriceQuestion['lines'][number],
  item: ItemInfo | undefined,
  candidates: readonly AgreedPrice[],
  own: Own | undefined,
): PriceOfLine {
  const chosen = item
    ? choosePrice(
        candidates,
        {
          itemId: item.id,
          categoryPath: item.categoryPath,
          stockUnitId: item.stockUnitId,
          factorOf: (unitId) => item.units.find((u) => u.unitId === unitId)?.factor,
        },
        line,
      )
    : undefined
  // Minimum, multiple and the supplier's code hold for the item also below the first tier of its price.
  const terms = chosen?.candidate ?? candidates.find((c) => c.itemId !== null)
  return {
    id: line.id,
    supplierId: line.supplierId,
    currency: line.currency,
    unitPrice: chosen?.unitPrice ?? null,
    discountPercent: chosen?.candidate.discountPercent ?? '0',
    orderMinimum: terms?.orderMinimum ?? null,
    orderMultiple: terms?.orderMultiple ?? own?.orderMultiple ?? null,
    leadTimeDays: terms?.leadTimeDays ?? own?.leadTimeDays ?? 0,
    supplierItemCode: terms?.supplierItemCode ?? null,
    source: chosen
      ? {
          priceId: chosen.candidate.priceId,
          by: chosen.candidate.itemId ? 'item' : 'category',
          agreement: chosen.candidate.agreement,
          minQuantity: chosen.candidate.minQuantity,
          validFrom: chosen.candidate.validFrom,
          unitPrice: chosen.candidate.unitPrice,
          discountPercent: chosen.candidate.discountPercent,
          unitId: chosen.candidate.unitId,
        }
      : null,
  }
}
