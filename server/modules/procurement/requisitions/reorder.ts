import { addDays } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { dec, plain, round, sum, ZERO } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { availability, items as itemsOf } from '@/server/modules/inventory'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import type { CommandContext } from '@/server/platform/commands/context'
import { suppliersOf } from '../masters'
import { reorderQuantity } from '../prices/quantity.rules'
import { resolveSupplierPrices } from '../prices/resolve-prices'
import { preferredSuppliers } from '../suppliers/preferred'
import { incoming } from './incoming'
import { storeNewRequisition } from './save-requisition'

interface Level {
  code: string
  warehouse: string
  safety: string
  reorder: string
  maximum: string | null
}

/**
 * Asks for an item at a place when what is available and what is coming are strictly under its safety level: at most one open requisition
 * of each item and place (a unique index), an alert to whoever buys. Up to the maximum, by the supplier's minimum and multiple. Safe to call
 * any number of times, at once.
 */
export async function reorderItem(ctx: CommandContext, companyId: Id, itemId: Id, warehouseId: Id): Promise<Id | null> {
  const [[level], [open]] = await Promise.all([
    ctx.sql<Level[]>`
      select i.code, w.code as warehouse, l.safety, l.reorder, l.maximum from item_level l
      join item i on i.tenant_id = l.tenant_id and i.id = l.item_id and i.kind = 'stock' and i.status = 'active'
      join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id
      where l.tenant_id = ${ctx.tenantId} and l.company_id = ${companyId} and l.item_id = ${itemId} and l.warehouse_id = ${warehouseId}`,
    ctx.sql<{ id: Id }[]>`
      select id from purchase_requisition where tenant_id = ${ctx.tenantId} and company_id = ${companyId}
        and reorder_item_id = ${itemId} and reorder_warehouse_id = ${warehouseId} and status in ('draft', 'in_approval', 'blocked', 'approved')`,
  ])
  if (!level || open) return null
  const [there, coming, items, preferred, { today }] = await Promise.all([
    availability(ctx, { itemIds: [itemId], warehouseId, companyId }),
    incoming(ctx, { companyId, itemIds: [itemId], warehouseId }),
    itemsOf(ctx, [itemId]),
    preferredSuppliers(ctx, companyId, [itemId]),
    company(ctx, companyId),
  ])
  const item = items.get(itemId)
  if (!item) return null
  const available = there.reduce((total, a) => total.plus(a.available), ZERO)
  const onItsWay = sum(coming.flatMap((c) => [c.ordered, c.planned]))
  const supplierId = preferred.get(itemId)
  const terms = await orderTerms(ctx, itemId, supplierId, item, plain(dec(level.maximum ?? level.reorder)), today)
  const needed = reorderQuantity({ ...level, ...terms, available, incoming: onItsWay })
  const quantity = round(needed, item.stockUnitDigits)
  if (quantity.isZero()) return null
  const made = await storeNewRequisition(
    ctx,
    {
      companyId,
      warehouseId,
      neededOn: addDays(today, terms.leadTimeDays),
      purpose: null,
      note: null,
      lines: [
        {
          kind: 'item',
          itemId,
          description: null,
          unitId: item.stockUnitId,
          quantity: plain(quantity),
          supplierId: supplierId ?? null,
          note: null,
        },
      ],
    },
    { origin: 'reorder', reorderItemId: itemId, reorderWarehouseId: warehouseId },
  )
  if (!made) return null
  await raiseAlerts(ctx, [
    {
      kind: 'reorder_requested',
      severity: 'warning',
      messageKey: 'reorder_requested',
      params: { item: level.code, warehouse: level.warehouse, quantity: plain(quantity), number: made.number },
      companyId,
      document: 'purchase_requisition',
      documentId: made.id,
      audience: { permission: 'procurement.purchase_order.create' },
      dedupeKey: `reorder:${itemId}:${warehouseId}`,
    },
  ])
  return made.id
}

async function orderTerms(
  ctx: CommandContext,
  itemId: Id,
  supplierId: Id | undefined,
  item: NonNullable<ReturnType<Awaited<ReturnType<typeof itemsOf>>['get']>>,
  about: string,
  date: string,
): Promise<{ minimum: string | null; multiple: string | null; leadTimeDays: number }> {
  const supplier = supplierId ? (await suppliersOf(ctx, [supplierId])).get(supplierId) : undefined
  if (!supplier) return { minimum: null, multiple: null, leadTimeDays: 0 }
  const line = { id: itemId, supplierId: supplier.id, currency: supplier.currency, itemId, unitId: item.stockUnitId }
  const found = (
    await resolveSupplierPrices(ctx, {
      date,
      items: new Map([[itemId, item]]),
      lines: [{ ...line, stockQuantity: about }],
    })
  ).get(itemId)
  return {
    minimum: found?.orderMinimum ?? null,
    multiple: found?.orderMultiple ?? supplier.orderMultiple,
    leadTimeDays: found?.leadTimeDays ?? supplier.leadTimeDays,
  }
}
