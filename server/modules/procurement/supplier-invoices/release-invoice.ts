import { releaseSupplierInvoiceInput, supplierInvoiceResult } from '@/server/contracts/procurement/supplier-invoice'
import { AppError, conflict } from '@/server/kernel/errors'
import { clearBankChange, setPaymentHold } from '@/server/modules/finance'
import { closeAlerts } from '@/server/platform/alerts/raise'
import { documentCommand } from '@/server/platform/commands/command'
import { supplierInvoiceKind as kind, supplierOfInvoice } from './invoice'

/**
 * Lets a blocked invoice be paid: with a reason, by someone else than who entered it.
 * Errors: procurement.release_own, .not_blocked, finance.bank_account_own.
 */
export const releaseSupplierInvoice = documentCommand({
  name: 'procurement.releaseSupplierInvoice',
  permission: 'procurement.supplier_invoice.release',
  input: releaseSupplierInvoiceInput,
  output: supplierInvoiceResult,
  document: { kind, states: ['posted'] },
  handler: async (ctx, input, row, patch) => {
    if (row.createdBy === ctx.actor.userId) throw new AppError('forbidden', 'procurement.release_own')
    const kinds = row.paymentBlocks.filter((k) => !input.kinds || input.kinds.includes(k))
    if (kinds.length === 0) throw conflict('procurement.not_blocked', { number: row.number ?? '' })
    const paymentBlocks = row.paymentBlocks.filter((k) => !kinds.includes(k))
    await ctx.sql`
      update supplier_invoice_block set state = 'released', reason = ${input.reason}, settled_at = now(), settled_by = ${ctx.actor.userId}
      where tenant_id = ${ctx.tenantId} and invoice_id = ${row.id} and state = 'open' and kind = any(${kinds}::text[])`
    await setPaymentHold(ctx, { companyId: row.companyId, openItemSourceId: row.id, kinds: paymentBlocks })
    if (kinds.includes('bank_change')) {
      const { companyId, partyId, currency } = row
      await clearBankChange(ctx, { companyId, partyId, currency, openItemSourceId: row.id, reason: input.reason })
    }
    if (paymentBlocks.length === 0) await closeAlerts(ctx, [`supplier_invoice:${row.id}`])
    patch({ paymentBlocks })
    ctx.emit('procurement.supplier_invoice.released', {
      document: kind.type,
      documentId: row.id,
      companyId: row.companyId,
      payload: { ...supplierOfInvoice(row), number: row.number, kinds, reason: input.reason },
    })
    const { id, number, currency, net, tax, gross } = row
    return { id, number, status: 'posted', version: row.version + 1, currency, net, tax, gross, paymentBlocks }
  },
})
