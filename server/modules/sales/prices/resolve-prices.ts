import type { ResolvedPrice } from '@/server/contracts/sales/price-list'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import { choosePrice, type ItemInfo, items as itemsOf, type PriceCandidate } from '@/server/modules/inventory'
import type { QueryContext } from '@/server/platform/commands/context'

export interface PriceQuestion {
  readonly companyId: Id
  /** Null = somebody without terms: general prices only. */
  readonly customerId: Id | null
  readonly currency: string
  readonly date: CalendarDate
  readonly lines: readonly {
    readonly id: string
    readonly itemId: Id
    readonly unitId: Id
    readonly stockQuantity: DecimalString
  }[]
  readonly items: ReadonlyMap<Id, ItemInfo>
}

/** Stock units in one unit of an item; undefined = the item is not kept in that unit. */
export const factorOf = (item: ItemInfo, unitId: Id): DecimalString | undefined =>
  item.units.find((u) => u.unitId === unitId)?.factor

interface ListPrice extends PriceCandidate {
  readonly priceId: Id
  readonly priceListId: Id
  readonly priceListCode: string
  readonly level: 'customer' | 'group' | 'general'
  readonly pricesIncludeTax: boolean
  readonly discountPercent: DecimalString
}

/** Rows in force for these items in the lists that apply to the customer. */
async function candidates(ctx: QueryContext, question: PriceQuestion): Promise<ListPrice[]> {
  const itemIds = [...new Set(question.lines.map((l) => l.itemId))]
  const categoryIds = [...new Set(itemIds.flatMap((id) => question.items.get(id)?.categoryPath ?? []))]
  return ctx.sql<ListPrice[]>`
    with lists as (
      select l.id, l.code, l.prices_include_tax,
        case when l.id = c.price_list_id then 'customer' when l.id = g.price_list_id then 'group' else 'general' end as level
      from price_list l
      left join customer c on c.tenant_id = l.tenant_id and c.id = ${question.customerId}::uuid
      left join customer_group g on g.tenant_id = c.tenant_id and g.id = c.group_id
      where l.tenant_id = ${ctx.tenantId} and l.company_id = ${question.companyId} and l.active and l.currency = ${question.currency}
        and (l.general or l.id = c.price_list_id or l.id = g.price_list_id)
    )
    select p.id as "priceId", l.id as "priceListId", l.code as "priceListCode", l.level,
      case l.level when 'customer' then 0 when 'group' then 1 else 2 end as nearness, l.prices_include_tax as "pricesIncludeTax",
      p.item_id as "itemId", p.category_id as "categoryId", p.unit_id as "unitId", trim_scale(p.min_quantity) as "minQuantity",
      p.valid_from as "validFrom", trim_scale(p.unit_price) as "unitPrice", trim_scale(p.discount_percent) as "discountPercent"
    from price p join lists l on l.id = p.price_list_id
    where p.tenant_id = ${ctx.tenantId} and (p.item_id = any(${itemIds}::uuid[]) or p.category_id = any(${categoryIds}::uuid[]))
      and (p.valid_from is null or p.valid_from <= ${question.date}) and (p.valid_to is null or p.valid_to >= ${question.date})`
}

/** Prices of all lines at once (one statement), each with the row that won. A line no list has a price for gets null. */
export async function resolvePrices(ctx: QueryContext, question: PriceQuestion): Promise<Map<string, ResolvedPrice>> {
  if (question.lines.length === 0) return new Map()
  const rows = await candidates(ctx, question)
  const byTarget = new Map<Id, ListPrice[]>()
  for (const row of rows) {
    const target = row.itemId ?? row.categoryId ?? ''
    byTarget.set(target, [...(byTarget.get(target) ?? []), row])
  }
  return new Map(question.lines.map((line) => [line.id, resolveLine(line, question.items.get(line.itemId), byTarget)]))
}

function resolveLine(
  line: PriceQuestion['lines'][number],
  item: ItemInfo | undefined,
  byTarget: ReadonlyMap<Id, ListPrice[]>,
): ResolvedPrice {
  const none = { id: line.id, unitPrice: null, discountPercent: '0', pricesIncludeTax: false, source: null }
  if (!item) return none
  const applicable = [item.id, ...item.categoryPath].flatMap((id) => byTarget.get(id) ?? [])
  const chosen = choosePrice(
    applicable,
    {
      itemId: item.id,
      categoryPath: item.categoryPath,
      stockUnitId: item.stockUnitId,
      factorOf: (unitId) => factorOf(item, unitId),
    },
    line,
  )
  if (!chosen) return none
  const { candidate } = chosen
  return {
    id: line.id,
    unitPrice: chosen.unitPrice,
    discountPercent: candidate.discountPercent,
    pricesIncludeTax: candidate.pricesIncludeTax,
    source: {
      priceId: candidate.priceId,
      priceListId: candidate.priceListId,
      priceListCode: candidate.priceListCode,
      level: candidate.level,
      by: candidate.itemId ? 'item' : 'category',
      minQuantity: candidate.minQuantity,
      validFrom: candidate.validFrom,
      unitPrice: candidate.unitPrice,
      unitId: candidate.unitId,
    },
  }
}

/** Loads what `resolvePrices` needs of the items: for callers outside an order. */
export async function pricedItems(ctx: QueryContext, itemIds: readonly Id[]): Promise<Map<Id, ItemInfo>> {
  return itemsOf(ctx, [...new Set(itemIds)])
}
