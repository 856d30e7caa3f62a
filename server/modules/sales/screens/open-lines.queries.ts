import { z } from 'zod'
import {
  lineStock,
  lineStockInput,
  openLine,
  openLinesInput,
  returnableInput,
  returnableLine,
} from '@/server/contracts/sales/screens'
import { dec, plain } from '@/server/kernel/money'
import { availability } from '@/server/modules/inventory'
import { query } from '@/server/platform/commands/command'
import { billable } from '../invoices/invoice.rules'

interface Row extends Omit<z.input<typeof openLine>, 'open'> {
  readonly stocked: boolean
  readonly kit: boolean
  readonly planned: string
  readonly returned: string
  readonly credited: string
  readonly invoicePolicy: 'shipped' | 'ordered'
}

/** What is left of a line for the purpose: to be put in a delivery, or on a bill by the policy of its order. */
const openOf = (row: Row, purpose: 'ship' | 'bill') =>
  purpose === 'ship'
    ? dec(row.ordered).minus(row.delivered).minus(row.planned)
    : billable(
        {
          stocked: row.stocked,
          kit: row.kit,
          openedQuantity: row.ordered,
          deliveredQuantity: row.delivered,
          returnedQuantity: row.returned,
          invoicedQuantity: row.invoiced,
          creditedQuantity: row.credited,
        },
        row.invoicePolicy,
      )

/** Lines of approved orders with something left to do, by orders, deliveries or customer; at most 2,000, the oldest first. */
export const openOrderLines = query({
  name: 'sales.openOrderLines',
  permission: 'sales.sales_order.read',
  input: openLinesInput,
  output: z.array(openLine),
  handler: async ({ sql, tenantId }, { companyId, purpose, customerId, orderIds, deliveryIds }) => {
    const byDelivery = deliveryIds
      ? sql`and l.id in (select coalesce(k.kit_line_id, k.id) from delivery_line d
          join sales_order_line k on k.tenant_id = d.tenant_id and k.id = d.order_line_id
          where d.tenant_id = ${tenantId} and d.delivery_id = any(${deliveryIds}::uuid[]))`
      : sql``
    const progress =
      purpose === 'ship'
        ? sql`and l.stocked and o.delivery_progress in ('none', 'part')`
        : sql`and l.kind = 'item' and o.billing_progress in ('none', 'part')`
    const rows = await sql<Row[]>`
      select l.id, l.order_id as "orderId", o.number as "orderNumber", o.customer_id as "customerId", o.customer_name as "customerName",
        o.currency, coalesce(l.requested_date, o.requested_date) as "requestedDate", l.item_id as "itemId", i.code as "itemCode",
        l.description, i.tracking, u.code as "unitCode", l.warehouse_id as "warehouseId", w.code as "warehouseCode",
        l.opened_quantity as ordered, l.delivered_quantity as delivered, l.invoiced_quantity as invoiced,
        greatest(l.reserved_quantity - l.planned_quantity, 0) as ready, l.net, l.stocked, l.kit, l.planned_quantity as planned,
        l.returned_quantity as returned, l.credited_quantity as credited, o.invoice_policy as "invoicePolicy"
      from sales_order o
      join sales_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id and l.kind <> 'freight'
      left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      left join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
      left join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id
      where o.tenant_id = ${tenantId} and o.company_id = ${companyId} and o.status in ('approved', 'closed')
        ${customerId ? sql`and o.customer_id = ${customerId}` : sql``}
        ${orderIds ? sql`and o.id = any(${orderIds}::uuid[])` : sql``} ${byDelivery} ${progress}
        ${purpose === 'ship' ? sql`and o.status = 'approved'` : sql``}
      order by coalesce(l.requested_date, o.requested_date, o.document_date), o.number, l.position limit 2000`
    return rows
      .map((row) => ({ ...row, open: plain(openOf(row, purpose)) }))
      .filter((row) => dec(row.open).greaterThan(0))
  },
})

/** Delivered lines that have not come back whole, of a customer, a delivery or an invoice; the latest first, at most 1,000. */
export const returnableLines = query({
  name: 'sales.returnableLines',
  permission: 'sales.delivery.read',
  input: returnableInput,
  output: z.array(returnableLine),
  handler: async ({ sql, tenantId }, { companyId, customerId, deliveryId, invoiceId }) => {
    const ofInvoice = invoiceId
      ? sql`and l.order_line_id in (
          select unnest(array[k.id, k.component]) from (
            select v.order_line_id as id, c.id as component from customer_invoice_line v
            left join sales_order_line c on c.tenant_id = v.tenant_id and c.kit_line_id = v.order_line_id
            where v.tenant_id = ${tenantId} and v.invoice_id = ${invoiceId}) k)`
      : sql``
    return sql<z.input<typeof returnableLine>[]>`
      select l.id as "deliveryLineId", d.id as "deliveryId", d.number as "deliveryNumber", d.posting_date as "postingDate",
        d.customer_id as "customerId", d.customer_name as "customerName", i.code as "itemCode", l.description, u.code as "unitCode",
        t.code as "lotCode", l.warehouse_id as "warehouseId", w.code as "warehouseCode", l.quantity as delivered,
        l.quantity - l.returned_quantity as left
      from delivery d
      join delivery_line l on l.tenant_id = d.tenant_id and l.delivery_id = d.id and l.quantity > l.returned_quantity
      join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
      join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
      join warehouse w on w.tenant_id = l.tenant_id and w.id = l.warehouse_id
      left join lot t on t.tenant_id = l.tenant_id and t.id = l.lot_id
      where d.tenant_id = ${tenantId} and d.company_id = ${companyId} and d.status = 'posted'
        ${customerId ? sql`and d.customer_id = ${customerId}` : sql``}
        ${deliveryId ? sql`and d.id = ${deliveryId}` : sql``} ${ofInvoice}
      order by d.posting_date desc, d.id desc, l.position limit 1000`
  },
})

/** Stock of the items of an order in the company's warehouses, asked for all lines at once. */
export const orderLineStock = query({
  name: 'sales.orderLineStock',
  permission: 'sales.sales_order.read',
  input: lineStockInput,
  output: lineStock,
  handler: async (ctx, { companyId, itemIds }) =>
    (await availability(ctx, { companyId, itemIds })).map(({ itemId, warehouseId, onHand, reserved, available }) => ({
      itemId,
      warehouseId,
      onHand,
      reserved,
      available,
    })),
})
