import type { z } from 'zod'
import { importSupplierInvoiceInput, supplierInvoiceResult } from '@/server/contracts/procurement/supplier-invoice'
import { AppError, invalid } from '@/server/kernel/errors'
import { dec } from '@/server/kernel/money'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { attachBytes } from '@/server/platform/files/attachments'
import { checkEInvoice } from '../ubl/check-invoice'
import { readUblInvoice } from '../ubl/read-invoice'
import { draftRow, givenLines } from './draft'
import { type InvoiceRow, invoiceConstraints, supplierInvoiceKind as kind } from './invoice'
import { saveInvoice } from './invoice.commands'
import { linesOfFile, supplierOfFile } from './resolve-ubl'

type ImportRequest = z.output<typeof importSupplierInvoiceInput>

/** A draft from the bytes of an e-invoice; `origin`: the way it came. */
export async function importInvoice(
  ctx: CommandContext,
  { companyId, fileName, content, supplierId: given }: ImportRequest,
  origin: InvoiceRow['origin'],
) {
  const bytes = new Uint8Array(Buffer.from(content, 'base64'))
  const e = readUblInvoice(bytes)
  const findings = checkEInvoice(e)
  if (findings.length > 0)
    throw invalid(findings.slice(0, 100).map(({ path, code, params }) => ({ path: `file.${path}`, code, params })))
  const { number, issueDate, currency } = e
  if (number === null || issueDate === null || currency === null)
    throw new AppError('validation', 'procurement.ubl_not_an_invoice')
  const supplierId = given ?? (await supplierOfFile(ctx, companyId, e.supplier))
  const lines = await linesOfFile(ctx, companyId, supplierId, e)
  const row = await draftRow(ctx, {
    ...{
      companyId,
      supplierId,
      kind: e.kind,
      origin,
      supplierNumber: number,
      documentDate: issueDate,
      currency,
    },
    taxDate: e.taxPointDate ?? issueDate,
    statedTax: e.totals.tax ?? '0',
    rounding: e.totals.rounding ?? '0',
    prepaid: dec(e.totals.prepaid ?? '0').isNegative() ? '0' : (e.totals.prepaid ?? '0'),
    orderReference: e.orderReference,
    note: e.note,
  })
  const result = await saveInvoice(ctx, row, await givenLines(ctx, row, lines), false)
  const name = fileName.toLowerCase().endsWith('.xml') ? fileName : `${fileName}.xml`
  await attachBytes(ctx, {
    ...{ document: kind.type, documentId: row.id, companyId, label: row.supplierNumber, name, bytes },
  })
  return result
}

/**
 * Reads an e-invoice (UBL 2.1, EN 16931 / Peppol BIS Billing 3) into a draft: the supplier by its ids, lines by order reference and item.
 * A file that breaks an arithmetic rule, declares entities, is too large or too deep is refused with what is wrong, and nothing is stored.
 * The file itself is kept with the draft. Errors: common.xml_*, procurement.ubl_*, .duplicate_invoice.
 */
export const importSupplierInvoice = command({
  name: 'procurement.importSupplierInvoice',
  permission: 'procurement.supplier_invoice.create',
  input: importSupplierInvoiceInput,
  output: supplierInvoiceResult,
  constraints: invoiceConstraints,
  handler: (ctx, input) => importInvoice(ctx, input, 'ubl'),
})
