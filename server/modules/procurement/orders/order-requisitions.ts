import type { z } from 'zod'
import { orderedPurchases, orderRequisitionsInput } from '@/server/contracts/procurement/purchase-order'
import { conflict, type FieldIssue, invalid } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString, dec, plain, round, UNIT_PRICE_DIGITS, ZERO } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { type ItemInfo, items as itemsOf } from '@/server/modules/inventory'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { suppliersOf } from '../masters'
import { resolveSupplierPrices } from '../prices/resolve-prices'
import { lockRequisitions, type RequisitionLineRow, type RequisitionRow } from '../requisitions/requisition'
import { type MergedLine, mergeShares, type Share } from './merge.rules'
import type { OrderInput } from './prepare-order'
import { storeNewOrder } from './save-order'

type Input = z.output<typeof orderRequisitionsInput>

async function requisitionIdsOf(ctx: CommandContext, input: Input): Promise<Id[]> {
  const lineIds = (input.lines ?? []).map((l) => l.requisitionLineId)
  const rows = await ctx.sql<{ id: Id }[]>`
    select distinct requisition_id as id from purchase_requisition_line
    where tenant_id = ${ctx.tenantId} and company_id = ${input.companyId} and id = any(${lineIds}::uuid[])`
  return [...new Set([...input.requisitionIds, ...rows.map((r) => r.id)])]
}

const openOfNeed = (line: RequisitionLineRow): Decimal =>
  Decimal.max(ZERO, dec(line.stockQuantity).minus(line.orderedQuantity))

/** The need in its own unit, or in the stock unit where this part of it is not a quantity of its own unit (10 pieces of boxes of 12). */
function inFittingUnit(need: RequisitionLineRow, quantity: Decimal, items: ReadonlyMap<Id, ItemInfo>): Share['need'] {
  const item = items.get(need.itemId ?? '')
  const unit = item?.units.find((u) => u.unitId === need.unitId)
  if (!item || !unit) return need
  const inUnit = quantity.div(need.unitFactor)
  const fits = round(inUnit, unit.digits).times(need.unitFactor).equals(quantity)
  return fits ? need : { ...need, unitId: item.stockUnitId, unitFactor: '1' }
}

/** Who gets how much of which need: what was said, or all that is open to the supplier that the line names. */
function sharesOf(input: Input, needs: readonly RequisitionLineRow[], items: ReadonlyMap<Id, ItemInfo>): Share[] {
  const byId = new Map(needs.map((n) => [n.id, n]))
  const wanted: NonNullable<Input['lines']> =
    input.lines ?? needs.filter((n) => openOfNeed(n).greaterThan(0)).map((n) => ({ requisitionLineId: n.id }))
  const issues: FieldIssue[] = []
  const taken = new Map<Id, Decimal>()
  const shares = wanted.flatMap((w, i): Share[] => {
    const need = byId.get(w.requisitionLineId)
    const path = `lines.${i}`
    if (!need) {
      issues.push({ path: `${path}.requisitionLineId`, code: 'procurement.unknown_line' })
      return []
    }
    const left = openOfNeed(need).minus(taken.get(need.id) ?? ZERO)
    const quantity = w.quantity ? dec(w.quantity) : left
    if (quantity.greaterThan(left) || quantity.lessThanOrEqualTo(0))
      issues.push({ path: `${path}.quantity`, code: 'procurement.open_quantity', params: { left: left.toFixed() } })
    taken.set(need.id, (taken.get(need.id) ?? ZERO).plus(quantity))
    const supplierId = w.supplierId ?? need.supplierId
    if (!supplierId) {
      issues.push({ path: `${path}.supplierId`, code: 'procurement.no_supplier', params: { item: need.description } })
      return []
    }
    const share = { requisitionLineId: need.id, supplierId, quantity: plain(quantity), unitPrice: w.unitPrice ?? null }
    return [{ ...share, need: inFittingUnit(need, quantity, items) }]
  })
  if (issues.length > 0) throw invalid(issues)
  return shares
}

/**
 * What a line costs where nothing is agreed and nothing was typed: the estimate of its need, in the currency of the order. It is the
 * buyer's to change while the order is a draft.
 */
async function estimates(
  ctx: CommandContext,
  input: Input,
  orders: ReadonlyMap<Id, MergedLine[]>,
  needs: readonly RequisitionLineRow[],
  items: ReadonlyMap<Id, ItemInfo>,
) {
  const [suppliers, books] = await Promise.all([suppliersOf(ctx, [...orders.keys()]), company(ctx, input.companyId)])
  const asked = [...orders].flatMap(([supplierId, lines]) =>
    lines.flatMap(({ first, quantity }, i) => {
      const { itemId, unitId, unitFactor } = first.need
      const currency = suppliers.get(supplierId)?.currency
      if (!itemId || !unitId || !currency) return []
      const stockQuantity = plain(dec(quantity).times(unitFactor))
      return [{ id: `${supplierId}:${i}`, supplierId, currency, itemId, unitId, stockQuantity }]
    }),
  )
  const agreed = await resolveSupplierPrices(ctx, { date: input.documentDate ?? books.today, items, lines: asked })
  const byId = new Map(needs.map((n) => [n.id, n]))
  return (supplierId: Id, i: number, line: MergedLine): DecimalString | null => {
    if (line.first.unitPrice !== null) return line.first.unitPrice
    if (agreed.get(`${supplierId}:${i}`)?.unitPrice != null) return null
    const need = byId.get(line.first.requisitionLineId)
    const same = need && need.currency === suppliers.get(supplierId)?.currency
    if (!same) return '0'
    return plain(round(dec(need.unitPrice).times(line.first.need.unitFactor).div(need.unitFactor), UNIT_PRICE_DIGITS))
  }
}

/**
 * Makes draft orders from what is open of approved requisitions: one for each supplier, same things merged, a need split as told.
 * Errors: procurement.requisition_not_approved, procurement.open_quantity, procurement.no_supplier, procurement.nothing_to_order.
 */
export const orderRequisitions = command({
  name: 'procurement.orderRequisitions',
  permission: 'procurement.purchase_order.create',
  input: orderRequisitionsInput,
  output: orderedPurchases,
  handler: async (ctx, input) => {
    const { requisitions, lines: needs } = await lockRequisitions(ctx, await requisitionIdsOf(ctx, input))
    for (const r of requisitions.values()) demandApproved(r, input.companyId)
    const items = await itemsOf(ctx, [...new Set(needs.flatMap((n) => n.itemId ?? []))])
    const orders = mergeShares(sharesOf(input, needs, items))
    if (orders.size === 0) throw conflict('procurement.nothing_to_order')
    const priceOf = await estimates(ctx, input, orders, needs, items)
    const [first] = requisitions.values()
    const made = []
    for (const [supplierId, lines] of orders) {
      const order = orderInput(
        input,
        supplierId,
        first,
        lines.map((line, i) => ({ line, price: priceOf(supplierId, i, line) })),
      )
      const { saved, prepared } = await storeNewOrder(ctx, order)
      const { supplier, amounts } = prepared
      made.push({ id: saved.id, number: saved.number, supplierId, supplierName: supplier.name, net: amounts.net })
    }
    return { orders: made }
  },
})

function demandApproved(r: RequisitionRow, companyId: Id): void {
  if (r.companyId !== companyId) throw conflict('common.reference')
  if (r.status !== 'approved') throw conflict('procurement.requisition_not_approved', { number: r.number })
}

const orderInput = (
  input: Input,
  supplierId: Id,
  first: RequisitionRow | undefined,
  lines: readonly { line: MergedLine; price: DecimalString | null }[],
): OrderInput => ({
  companyId: input.companyId,
  supplierId,
  ...(input.documentDate && { documentDate: input.documentDate }),
  supplierReference: null,
  requesterId: first?.requesterId ?? null,
  discountPercent: '0',
  discountAmount: '0',
  allowancePercent: '0',
  note: null,
  internalNote: null,
  lines: lines.map(({ line: { first: share, quantity, sources }, price }) => ({
    kind: share.need.kind,
    itemId: share.need.itemId,
    description: share.need.description,
    unitId: share.need.unitId,
    quantity,
    unitPrice: price,
    expenseAccountId: share.need.expenseAccountId,
    costCenterId: share.need.costCenterId,
    projectId: share.need.projectId,
    warehouseId: share.need.warehouseId,
    requestedDate: share.need.neededOn,
    note: share.need.note,
    sources,
  })),
})
