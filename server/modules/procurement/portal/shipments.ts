import { z } from 'zod'
import { purchaseShipmentNotice, purchaseShipmentNoticeLine } from '@/db/schema/procurement'
import { idField } from '@/server/contracts/platform/field'
import {
  announceShipmentInput,
  expectedShipment,
  expectedShipmentsInput,
  portalDone,
  shipmentNotice,
} from '@/server/contracts/procurement/portal'
import { AppError, invalid, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { Decimal, dec, plain } from '@/server/kernel/money'
import { command, query } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { forGuest, supplierOfGuest } from './guest'
import { ownOrder } from './own'
import { tellBuyer } from './tell-buyer'

type Notice = z.input<typeof shipmentNotice>

/** What is announced for an order, the latest first; `supplierId`: only if it is this supplier's. */
export async function noticesOf(ctx: QueryContext, orderId: Id, supplierId: Id | null = null): Promise<Notice[]> {
  return [
    ...(await ctx.sql<Notice[]>`
      select h.id, h.order_id as "orderId", h.status, h.reference, h.carrier, h.tracking_number as "trackingNumber",
        h.ship_date as "shipDate", h.expected_date as "expectedDate", h.note, h.created_at as "createdAt",
        coalesce((select jsonb_agg(jsonb_build_object('orderLineId', l.order_line_id, 'quantity', trim_scale(l.quantity)::text,
            'stockQuantity', trim_scale(l.stock_quantity)::text) order by l.id)
          from purchase_shipment_notice_line l where l.tenant_id = h.tenant_id and l.notice_id = h.id), '[]'::jsonb) as lines
      from purchase_shipment_notice h
      where h.tenant_id = ${ctx.tenantId} and h.order_id = ${orderId} and (${supplierId}::uuid is null or h.supplier_id = ${supplierId})
      order by h.id desc limit 200`),
  ]
}

/** What is on its way of open orders of a supplier, or of certain orders, and was not taken in: what comes next. */
export const expectedShipments = query({
  name: 'procurement.expectedShipments',
  permission: 'procurement.goods_receipt.read',
  input: expectedShipmentsInput,
  output: z.array(expectedShipment),
  handler: async (ctx, { companyId, supplierId = null, orderIds = [] }) => [
    ...(await ctx.sql<z.input<typeof expectedShipment>[]>`
      select h.id, h.order_id as "orderId", o.number as "orderNumber", h.reference, h.carrier, h.tracking_number as "trackingNumber",
        h.ship_date as "shipDate", h.expected_date as "expectedDate", h.note,
        (select jsonb_agg(jsonb_build_object('orderLineId', l.order_line_id, 'stockQuantity', trim_scale(l.stock_quantity)::text) order by l.id)
         from purchase_shipment_notice_line l where l.tenant_id = h.tenant_id and l.notice_id = h.id) as lines
      from purchase_shipment_notice h join purchase_order o on o.tenant_id = h.tenant_id and o.id = h.order_id
      where h.tenant_id = ${ctx.tenantId} and h.company_id = ${companyId} and h.status = 'announced' and h.receipt_id is null
        and (h.supplier_id = ${supplierId}::uuid or h.order_id = any (${orderIds}::uuid[]))
      order by coalesce(h.expected_date, h.ship_date), h.id limit 200`),
  ],
})

/** What suppliers have announced for an order: for its page, and for who takes the goods in. */
export const shipmentNotices = query({
  name: 'procurement.shipmentNotices',
  permission: 'procurement.purchase_order.read',
  input: z.strictObject({ orderId: idField }),
  output: z.array(shipmentNotice),
  handler: (ctx, { orderId }) => noticesOf(ctx, orderId),
})

interface OpenLine {
  id: Id
  position: number
  factor: string
  quantity: string
  announced: string
  /** What has come, announced or not. */
  received: string
}

/** Lines of goods of an order, with what is announced of each (unit of the line). */
const openLines = (ctx: CommandContext, orderId: Id) => ctx.sql<OpenLine[]>`
  select l.id, l.position, l.unit_factor as factor, l.quantity,
    coalesce((select sum(x.quantity) from purchase_shipment_notice_line x
      join purchase_shipment_notice h on h.tenant_id = x.tenant_id and h.id = x.notice_id and h.status in ('announced', 'received')
      where x.tenant_id = l.tenant_id and x.order_line_id = l.id), 0) as announced, l.received_quantity / l.unit_factor as received
  from purchase_order_line l where l.tenant_id = ${ctx.tenantId} and l.order_id = ${orderId} and l.kind = 'item'`

/** What is announced fits the order; sorted by line. Errors: procurement.unknown_line, .duplicate_line, .portal_too_much. */
async function shippedLines(ctx: CommandContext, orderId: Id, given: { orderLineId: Id; quantity: string }[]) {
  const lines = new Map((await openLines(ctx, orderId)).map((l) => [l.id, l]))
  const seen = new Set<Id>()
  const issues: Parameters<typeof invalid>[0][number][] = []
  const rows = given.map(({ orderLineId, quantity }, i) => {
    const line = lines.get(orderLineId)
    if (!line) issues.push({ path: `lines.${i}.orderLineId`, code: 'procurement.unknown_line' })
    if (seen.has(orderLineId)) issues.push({ path: `lines.${i}.orderLineId`, code: 'procurement.duplicate_line' })
    seen.add(orderLineId)
    const left = line ? dec(line.quantity).minus(Decimal.max(line.announced, line.received)) : dec(0)
    if (line && dec(quantity).greaterThan(left)) {
      const params = { position: line.position, left: plain(left.isNegative() ? 0 : left) }
      issues.push({ path: `lines.${i}.quantity`, code: 'procurement.portal_too_much', params })
    }
    const stockQuantity = plain(
      dec(quantity)
        .times(line?.factor ?? '1')
        .toDecimalPlaces(6),
    )
    if (dec(stockQuantity).isZero()) issues.push({ path: `lines.${i}.quantity`, code: 'validation.positive' })
    return { id: newId(), orderLineId, quantity, stockQuantity }
  })
  if (issues.length > 0) throw invalid(issues)
  return rows
}

const OPEN = ['sent', 'confirmed']
function demandOpen(status: string): void {
  if (!OPEN.includes(status))
    throw new AppError('illegal_transition', 'common.wrong_state', { document: 'purchase_order', state: status })
}

/** The supplier says what is on its way. */
export const announceShipment = command({
  name: 'procurement.announceShipment',
  permission: 'procurement.portal.ship',
  input: announceShipmentInput,
  output: portalDone,
  handler: (ctx, { orderId, lines, ...header }) =>
    forGuest(async () => {
      const { number, companyId, status } = await ownOrder(ctx, orderId)
      demandOpen(status)
      const rows = await shippedLines(ctx, orderId, lines)
      const id = newId()
      const { userId } = ctx.actor
      const supplierId = supplierOfGuest(ctx)
      const stamps = { createdBy: userId, updatedBy: userId }
      await insertRows(ctx, purchaseShipmentNotice, [
        { id, companyId, supplierId, orderId, status: 'announced' as const, ...header, ...stamps },
      ])
      await insertRows(
        ctx,
        purchaseShipmentNoticeLine,
        rows.map((r) => ({ ...r, companyId, noticeId: id })),
      )
      ctx.record({
        ...{ action: 'announce_shipment', document: 'purchase_order', documentId: orderId, companyId },
        label: header.reference,
        after: { ...header, lines: rows.map((r) => ({ orderLineId: r.orderLineId, quantity: r.quantity })) },
      })
      await tellBuyer(ctx, {
        ...{ what: 'portal_shipment_announced', document: 'purchase_order', documentId: orderId, companyId },
        ...{ on: { table: 'purchase_order', id: orderId }, params: { number, date: header.shipDate } },
      })
      return { id, number: header.reference, status: 'announced' }
    }),
})

/** Takes an announcement back. */
export const withdrawShipment = command({
  name: 'procurement.withdrawShipment',
  permission: 'procurement.portal.ship',
  input: z.strictObject({ id: idField }),
  output: portalDone,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<{ orderId: Id; companyId: Id; reference: string | null }[]>`
      update purchase_shipment_notice set status = 'cancelled', version = version + 1, updated_at = ${ctx.now.toISOString()},
        updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and id = ${id} and supplier_id = ${supplierOfGuest(ctx)} and status = 'announced' and receipt_id is null
      returning order_id as "orderId", company_id as "companyId", reference`
    if (!row) throw notFound('purchase_shipment_notice')
    const { orderId, companyId, reference: label } = row
    ctx.record({ action: 'withdraw_shipment', document: 'purchase_order', documentId: orderId, companyId, label })
    const [order] = await ctx.sql<{ number: string }[]>`
      select number from purchase_order where tenant_id = ${ctx.tenantId} and id = ${orderId}`
    await tellBuyer(ctx, {
      ...{ what: 'portal_shipment_withdrawn', document: 'purchase_order', documentId: orderId, companyId },
      ...{ on: { table: 'purchase_order', id: orderId }, params: { number: order?.number ?? '' } },
    })
    return { id, number: label, status: 'cancelled' }
  },
})
