import type { Id } from '@/server/kernel/ids'
import type { ItemInfo } from '@/server/modules/inventory'

export type AccountOf = (line: { itemId: Id | null; kind: 'item' | 'freight' | 'free' }) => Id

/** Revenue account of a line: the item's or its category's own, else the company's. */
export const revenueAccount =
  (
    companyId: Id,
    items: ReadonlyMap<Id, ItemInfo>,
    role: (r: 'revenue' | 'sales_returns' | 'freight_income') => Id,
    side: 'revenue' | 'sales_returns',
  ): AccountOf =>
  ({ itemId, kind }) => {
    if (kind === 'freight') return role('freight_income')
    const own = itemId ? items.get(itemId)?.accounts : undefined
    return own?.find((a) => a.companyId === companyId && a.role === side)?.accountId ?? role(side)
  }
