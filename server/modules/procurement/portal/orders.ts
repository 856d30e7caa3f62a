import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import {
  type PortalOrderRow,
  portalConfirmInput,
  portalDone,
  portalOrderDocument,
  portalOrderRow,
} from '@/server/contracts/procurement/portal'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { command, query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { confirmPurchaseOrder } from '../orders/transitions'
import { forGuest, perform, supplierOfGuest } from './guest'
import { ownOrder, ownOrders } from './own'
import { noticesOf } from './shipments'
import { tellBuyer } from './tell-buyer'

const head = (ctx: QueryContext) => ctx.sql`
  o.id, o.number, o.status, o.version, o.revision, o.document_date as "documentDate", o.requested_date as "requestedDate",
  o.supplier_reference as "supplierReference", o.currency, o.net, o.tax, o.gross, o.receipt_progress as "receiptProgress",
  o.billing_progress as "billingProgress"`

/** The orders of the guest, those that wait for an answer first; the latest 200. */
export const portalOrders = query({
  name: 'procurement.portalOrders',
  permission: 'procurement.portal.read',
  input: z.strictObject({}),
  output: z.array(portalOrderRow),
  handler: (ctx) => ctx.sql<PortalOrderRow[]>`
    select ${head(ctx)} from purchase_order o where ${ownOrders(ctx)}
    order by o.status = 'sent' desc, o.document_date desc, o.id desc limit 200`,
})

export const portalOrder = query({
  name: 'procurement.portalOrder',
  permission: 'procurement.portal.read',
  input: z.strictObject({ id: idField }),
  output: portalOrderDocument,
  handler: async (ctx, { id }) => {
    const [[order], lines, notices] = await Promise.all([
      ctx.sql<z.input<typeof portalOrderDocument>[]>`
        select ${head(ctx)}, o.kind, o.note, o.delivery_address as "deliveryAddress"
        from purchase_order o where ${ownOrders(ctx)} and o.id = ${id}`.execute(),
      ctx.sql<z.input<typeof portalOrderDocument>['lines']>`
        select l.id, l.position, l.kind, i.code as "itemCode", l.supplier_item_code as "supplierItemCode", l.description, u.code as "unitCode",
          l.quantity, round(l.confirmed_quantity / l.unit_factor, 6) as "confirmedQuantity",
          round((l.received_quantity - l.returned_quantity) / l.unit_factor, 6) as "receivedQuantity",
          round(l.billed_quantity / l.unit_factor, 6) as "billedQuantity",
          coalesce((select sum(x.quantity) from purchase_shipment_notice_line x
            join purchase_shipment_notice h on h.tenant_id = x.tenant_id and h.id = x.notice_id and h.status = 'announced'
            where x.tenant_id = l.tenant_id and x.order_line_id = l.id), 0) as "announcedQuantity",
          l.unit_price as "unitPrice", l.discount_percent as "discountPercent", l.net, l.requested_date as "requestedDate",
          l.promised_date as "promisedDate", l.note
        from purchase_order o join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
        left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
        left join unit_of_measure u on u.tenant_id = l.tenant_id and u.id = l.unit_id
        where ${ownOrders(ctx)} and o.id = ${id} order by l.position`.execute(),
      noticesOf(ctx, id, supplierOfGuest(ctx)),
    ])
    if (!order) throw notFound('purchase_order')
    return { ...order, lines: [...lines], notices }
  },
})

/** The supplier confirms its order: dates and quantities, in the unit of the line. */
export const portalConfirmOrder = command({
  name: 'procurement.portalConfirmOrder',
  permission: 'procurement.portal.confirm',
  input: portalConfirmInput,
  output: portalDone,
  handler: (ctx, { lines, ...input }) =>
    forGuest(async () => {
      const { number, companyId } = await ownOrder(ctx, input.id)
      const factors = await ctx.sql<
        { id: Id; factor: string; quantity: string; stock: string; promised: string | null }[]
      >`
        select id, unit_factor as factor, quantity, stock_quantity as stock, promised_date as promised from purchase_order_line
        where tenant_id = ${ctx.tenantId} and order_id = ${input.id}`
      const byId = new Map(factors.map((f) => [f.id, f]))
      const said = lines.map(({ quantity, ...line }) => {
        const known = byId.get(line.id)
        if (!known || quantity === undefined) return line
        const whole = dec(quantity).equals(known.quantity)
        return { ...line, quantity: whole ? known.stock : plain(dec(quantity).times(known.factor).toDecimalPlaces(6)) }
      })
      const done = await perform(ctx, confirmPurchaseOrder, { ...input, lines: said })
      const count = said.filter(({ id, ...line }) => {
        const known = byId.get(id)
        const { quantity = known?.stock, promisedDate } = line as { quantity?: string; promisedDate?: string | null }
        const moved = promisedDate !== undefined && promisedDate !== null && promisedDate !== known?.promised
        return moved || !dec(quantity ?? '0').equals(known?.stock ?? '0')
      }).length
      const on = { table: 'purchase_order' as const, id: input.id }
      if (count > 0)
        await tellBuyer(ctx, {
          ...{ what: 'portal_confirmed_differently', document: 'purchase_order', documentId: input.id, companyId, on },
          params: { number, count },
        })
      return done
    }),
})
