import { z } from 'zod'
import {
  type PortalInvoiceRow,
  portalDone,
  portalFileInput,
  portalInvoiceInput,
  portalInvoiceRow,
} from '@/server/contracts/procurement/portal'
import { createSupplierInvoiceFromInput } from '@/server/contracts/procurement/supplier-invoice'
import type { Id } from '@/server/kernel/ids'
import { command, query } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { parseInput } from '@/server/platform/commands/parse'
import { attachBytes } from '@/server/platform/files/attachments'
import { supplierTerms } from '../masters'
import { importInvoice } from '../supplier-invoices/import-invoice'
import { invoiceConstraints } from '../supplier-invoices/invoice'
import { invoiceFrom } from '../supplier-invoices/invoice.commands'
import { forGuest, supplierOfGuest } from './guest'
import { ownOrder } from './own'
import { tellBuyer } from './tell-buyer'

/** The invoices and credit notes of the guest with what became of them; the latest 200. */
export const portalInvoices = query({
  name: 'procurement.portalInvoices',
  permission: 'procurement.portal.read',
  input: z.strictObject({}),
  output: z.array(portalInvoiceRow),
  handler: (ctx) => ctx.sql<PortalInvoiceRow[]>`
    select v.id, v.kind, v.supplier_number as "supplierNumber", v.document_date as "documentDate", v.due_date as "dueDate", v.currency, v.gross,
      abs(coalesce(p.open, 0)) as open, case when p.left_ = 0 then p.settled end as "paidOn", v.order_reference as "orderReference",
      case when v.status = 'reversed' then 'reversed' when v.status <> 'posted' then 'review' when p.left_ = 0 then 'paid'
        when v.payment_blocks <> '{}' then 'held' when p.left_ < p.whole then 'part' else 'open' end as state
    from supplier_invoice v
    left join lateral (select sum(i.remaining) as open, sum(abs(i.remaining)) as left_, sum(abs(i.amount)) as whole, max(i.settled_on) as settled
      from open_item i where i.tenant_id = v.tenant_id and i.source_document_id = v.id and i.kind in ('invoice', 'credit_note')) p on true
    where v.tenant_id = ${ctx.tenantId} and v.supplier_id = ${supplierOfGuest(ctx)}
    order by v.document_date desc, v.id desc limit 200`,
})

/** An invoice of all that is open of one order, as a draft for the buyer's people: nothing is booked by a guest. */
export const portalInvoiceOrder = command({
  name: 'procurement.portalInvoiceOrder',
  permission: 'procurement.portal.invoice',
  input: portalInvoiceInput,
  output: portalDone,
  constraints: invoiceConstraints,
  handler: (ctx, { orderId, file, ...given }) =>
    forGuest(async () => {
      const { companyId } = await ownOrder(ctx, orderId)
      const request = parseInput(createSupplierInvoiceFromInput, {
        ...{ ...given, companyId },
        ...{ orderIds: [orderId], post: false },
      })
      const { id, status } = await invoiceFrom(ctx, request, 'portal')
      if (file)
        await attachBytes(ctx, {
          ...{ document: 'supplier_invoice', documentId: id, companyId, label: given.supplierNumber },
          ...{ name: file.fileName, bytes: new Uint8Array(Buffer.from(file.content, 'base64')) },
        })
      await tellBuyer(ctx, {
        ...{ what: 'portal_invoice_received', document: 'supplier_invoice', documentId: id, companyId },
        ...{ on: { table: 'purchase_order', id: orderId }, params: { number: given.supplierNumber } },
      })
      return { id, number: given.supplierNumber, status }
    }),
})

/** What the supplier calls a draft that was read from its file. */
const numberOf = async (ctx: CommandContext, id: Id): Promise<string> =>
  (
    await ctx.sql<{ number: string }[]>`
      select supplier_number as number from supplier_invoice where tenant_id = ${ctx.tenantId} and id = ${id}`
  )[0]?.number ?? ''

/** An e-invoice of the guest, as a draft; whoever the file names, it is taken as the guest's. */
export const portalSendInvoice = command({
  name: 'procurement.portalSendInvoice',
  permission: 'procurement.portal.invoice',
  input: portalFileInput,
  output: portalDone,
  constraints: invoiceConstraints,
  handler: (ctx, file) =>
    forGuest(async () => {
      const supplierId = supplierOfGuest(ctx)
      const { companyId } = await supplierTerms(ctx, supplierId)
      const { id, status, number } = await importInvoice(ctx, { ...file, companyId, supplierId }, 'portal')
      await tellBuyer(ctx, {
        ...{ what: 'portal_invoice_received', document: 'supplier_invoice', documentId: id, companyId, on: null },
        params: { number: await numberOf(ctx, id) },
      })
      return { id, number, status }
    }),
})
