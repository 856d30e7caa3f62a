import { and, eq } from 'drizzle-orm'
import { supplierInvoice } from '@/db/schema/procurement'
import { matchPreview, matchPreviewInput } from '@/server/contracts/procurement/supplier-invoice'
import { AppError, notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { demand } from '@/server/platform/identity/actor'
import { invoiceLines, supplierInvoiceKind as kind } from './invoice'
import { stored } from './invoice.commands'
import { previewInvoice } from './prepare-invoice'

const READ = 'procurement.supplier_invoice.read'

/** What posting a draft now would find against its orders and receipts; locks and writes nothing. Errors: those of posting it. */
export const previewSupplierInvoice = query({
  name: 'procurement.previewSupplierInvoice',
  permission: READ,
  input: matchPreviewInput,
  output: matchPreview,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.tx
      .select()
      .from(supplierInvoice)
      .where(and(eq(supplierInvoice.tenantId, ctx.tenantId), eq(supplierInvoice.id, id)))
    if (!row || (demand(ctx.actor, READ).scope === 'own' && row.createdBy !== ctx.actor.userId))
      throw notFound('supplier_invoice')
    if (row.status !== 'draft' && row.status !== 'blocked')
      throw new AppError('illegal_transition', 'common.wrong_state', { document: kind.type, state: row.status })
    const { amounts, findings } = await previewInvoice(ctx, row, (await invoiceLines(ctx, id)).map(stored))
    const { computedTax, tax, net, gross } = amounts
    return { findings: [...findings], computedTax, tax, net, gross }
  },
})
