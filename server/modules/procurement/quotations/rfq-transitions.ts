import { documentRef } from '@/server/contracts/platform/field'
import { documentResult } from '@/server/contracts/procurement/common'
import { closeRequestForQuotationInput, declineRequestInput, rfqReason } from '@/server/contracts/procurement/quotation'
import { conflict, notFound } from '@/server/kernel/errors'
import { documentCommand } from '@/server/platform/commands/command'
import { suppliersOf } from '../masters'
import { resultOf, rfqKind, rfqLinesOf, rfqSuppliersOf } from './rfq'

const kind = rfqKind

/**
 * Sends a request to each supplier that has not got it: the mails with the paper follow where an address is known. Errors:
 * procurement.no_lines, procurement.no_suppliers.
 */
export const sendRequestForQuotation = documentCommand({
  name: 'procurement.sendRequestForQuotation',
  permission: 'procurement.request_for_quotation.send',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'send' },
  handler: async (ctx, _input, rfq, patch) => {
    const [lines, asked] = await Promise.all([rfqLinesOf(ctx, rfq.id), rfqSuppliersOf(ctx, rfq.id)])
    if (lines.length === 0) throw conflict('procurement.no_lines')
    if (asked.length === 0) throw conflict('procurement.no_suppliers')
    const fresh = asked.filter((a) => a.sentAt === null)
    const suppliers = await suppliersOf(
      ctx,
      fresh.map((a) => a.supplierId),
    )
    const mails = fresh.map((a) => ({ supplierId: a.supplierId, email: suppliers.get(a.supplierId)?.email ?? null }))
    await ctx.sql`
      update request_for_quotation_supplier s set sent_at = ${ctx.now.toISOString()}, sent_to = m.email
      from jsonb_to_recordset(${JSON.stringify(mails)}::text::jsonb) as m("supplierId" uuid, email text)
      where s.tenant_id = ${ctx.tenantId} and s.rfq_id = ${rfq.id} and s.supplier_id = m."supplierId"`
    patch({ sentAt: ctx.now.toISOString() })
    ctx.emit('procurement.request_for_quotation.sent', {
      document: 'request_for_quotation',
      documentId: rfq.id,
      companyId: rfq.companyId,
      payload: { number: rfq.number, suppliers: mails },
    })
    return resultOf(rfq, 'sent')
  },
})

/** Ends a request; offers that got nothing are lost. */
export const closeRequestForQuotation = documentCommand({
  name: 'procurement.closeRequestForQuotation',
  permission: 'procurement.request_for_quotation.close',
  input: closeRequestForQuotationInput,
  output: documentResult,
  document: { kind, transition: 'close' },
  handler: async (ctx, { reason }, rfq, patch) => {
    await ctx.sql`
      update supplier_quotation set status = 'lost', version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and rfq_id = ${rfq.id} and status = 'submitted'`
    patch({ reason: reason ?? null })
    return resultOf(rfq, 'closed')
  },
})

/** Opens a closed request again; offers that were lost stand again. */
export const reopenRequestForQuotation = documentCommand({
  name: 'procurement.reopenRequestForQuotation',
  permission: 'procurement.request_for_quotation.close',
  input: documentRef,
  output: documentResult,
  document: { kind, transition: 'reopen' },
  handler: async (ctx, _input, rfq, patch) => {
    await ctx.sql`
      update supplier_quotation set status = 'submitted', version = version + 1, updated_at = now(), updated_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and rfq_id = ${rfq.id} and status = 'lost' and reason is null`
    patch({ reason: null })
    return resultOf(rfq, 'sent')
  },
})

/** Takes a request back; error procurement.rfq_awarded when something was ordered of it. */
export const cancelRequestForQuotation = documentCommand({
  name: 'procurement.cancelRequestForQuotation',
  permission: 'procurement.request_for_quotation.cancel',
  input: rfqReason,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (ctx, { reason }, rfq, patch) => {
    const [awarded] = await ctx.sql`
      select 1 from purchase_order where tenant_id = ${ctx.tenantId} and rfq_id = ${rfq.id} and status <> 'cancelled' limit 1`
    if (awarded) throw conflict('procurement.rfq_awarded')
    patch({ reason })
    return resultOf(rfq, 'cancelled')
  },
})

/** Notes that a supplier will not offer, or takes that back. */
export const declineRequestForQuotation = documentCommand({
  name: 'procurement.declineRequestForQuotation',
  permission: 'procurement.request_for_quotation.update',
  input: declineRequestInput,
  output: documentResult,
  document: { kind, states: ['sent'] },
  handler: async (ctx, { supplierId, declined, reason }, rfq) => {
    const changed = await ctx.sql`
      update request_for_quotation_supplier set declined = ${declined}, decline_reason = ${declined ? (reason ?? null) : null}
      where tenant_id = ${ctx.tenantId} and rfq_id = ${rfq.id} and supplier_id = ${supplierId} returning id`
    if (changed.length === 0) throw notFound('supplier')
    return resultOf(rfq, rfq.status)
  },
})
