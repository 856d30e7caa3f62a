import { supplierInvoice, supplierInvoiceLine } from '@/db/schema/procurement'
import type { SupplierInvoiceLineInput } from '@/server/contracts/procurement/supplier-invoice'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { AppError, conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec } from '@/server/kernel/money'
import { company, currencyDigits, exchangeRate } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { normalisedNumber } from '../match/duplicate.rules'
import { heldOrdersOf, holdPurchaseOrders, lockPurchaseOrders } from '../orders/order'
import { linesFromInput } from './build-lines'
import type { InvoiceLine, InvoiceRow } from './invoice'
import { headerColumns, lineRows } from './post-invoice'
import { type Prepared, prepareInvoice } from './prepare-invoice'
import { type InvoiceSupplier, invoiceSupplier } from './terms'

export interface DraftHeader {
  readonly supplierNumber: string
  readonly documentDate: CalendarDate
  readonly postingDate?: CalendarDate | undefined
  readonly taxDate?: CalendarDate | undefined
  readonly currency?: string | undefined
  readonly rate?: DecimalString | undefined
  readonly paymentTermId?: Id | null | undefined
  readonly statedTax?: DecimalString | null | undefined
  readonly rounding: DecimalString
  readonly prepaid: DecimalString
  readonly orderReference: string | null
  readonly note: string | null
}

/** A number of the supplier that is there already this year: told with the invoice that has it. */
async function refuseDuplicate(ctx: CommandContext, supplierId: Id, year: number, key: string, except: Id | null) {
  const [there] = await ctx.sql<{ id: Id; number: string; date: string }[]>`
    select id, supplier_number as number, document_date as date from supplier_invoice
    where tenant_id = ${ctx.tenantId} and supplier_id = ${supplierId} and document_year = ${year} and duplicate_key = ${key}
      and status <> 'reversed' and id is distinct from ${except}`
  if (!there) return
  const params = { number: there.number, date: there.date }
  throw new AppError('conflict', 'procurement.duplicate_invoice', params, [
    { path: 'supplierNumber', code: 'procurement.duplicate_invoice', params },
  ])
}

/** The header's columns that follow from what is given. */
export async function headerOf(
  ctx: CommandContext,
  supplier: InvoiceSupplier,
  given: DraftHeader,
  except: Id | null = null,
) {
  const duplicateKey = normalisedNumber(given.supplierNumber)
  const documentYear = Number(given.documentDate.slice(0, 4))
  await refuseDuplicate(ctx, supplier.id, documentYear, duplicateKey, except)
  const settings = await company(ctx, supplier.companyId)
  const postingDate = given.postingDate ?? [given.documentDate, settings.today].sort().at(-1) ?? settings.today
  const currency = given.currency ?? supplier.currency
  const base = currency === settings.baseCurrency
  if (base && given.rate !== undefined && !dec(given.rate).equals(1)) throw validation('finance.base_rate', 'rate')
  const rate = base
    ? '1'
    : (given.rate ?? (await exchangeRate(ctx, { companyId: supplier.companyId, currency, date: postingDate })))
  for (const [path, value] of [
    ['statedTax', given.statedTax],
    ['rounding', given.rounding],
    ['prepaid', given.prepaid],
  ] as const)
    if (value != null && dec(value).decimalPlaces() > currencyDigits(currency))
      throw validation('validation.precision', path, { digits: currencyDigits(currency) })
  return {
    supplierNumber: given.supplierNumber,
    duplicateKey,
    documentYear,
    documentDate: given.documentDate,
    postingDate,
    taxDate: given.taxDate ?? given.documentDate,
    currency,
    rate,
    paymentTermId: given.paymentTermId === undefined ? supplier.paymentTermId : given.paymentTermId,
    statedTax: given.statedTax ?? null,
    rounding: given.rounding,
    prepaid: given.prepaid,
    orderReference: given.orderReference,
    note: given.note,
  }
}

/** Orders of order lines, locked, with their lines. */
export async function ordersOfLines(ctx: CommandContext, orderLineIds: readonly Id[]) {
  const wanted = [...new Set(orderLineIds)]
  if (wanted.length === 0) return lockPurchaseOrders(ctx, [])
  const known = heldOrdersOf(ctx, wanted)
  if (known) return holdPurchaseOrders(ctx, known)
  const rows = await ctx.sql<{ id: Id }[]>`
    select distinct order_id as id from purchase_order_line where tenant_id = ${ctx.tenantId} and id = any(${wanted}::uuid[])`
  return holdPurchaseOrders(
    ctx,
    rows.map((r) => r.id),
  )
}

export interface DraftRequest extends DraftHeader {
  readonly companyId: Id
  readonly supplierId: Id
  readonly kind: 'invoice' | 'credit_note'
  readonly origin?: InvoiceRow['origin']
  readonly invoiceId?: Id | null
  readonly reason?: string | null
}

/** The row of a draft, not yet stored. */
export async function draftRow(ctx: CommandContext, request: DraftRequest): Promise<InvoiceRow> {
  const supplier = await invoiceSupplier(ctx, request.companyId, request.supplierId)
  const header = await headerOf(ctx, supplier, request)
  const now = ctx.now.toISOString()
  const { userId } = ctx.actor
  return {
    ...header,
    ...{
      tenantId: ctx.tenantId,
      id: newId(),
      companyId: request.companyId,
      status: 'draft' as const,
      kind: request.kind,
    },
    ...{ number: null, supplierId: supplier.id, partyId: supplier.partyId, supplierName: supplier.name, dueDate: null },
    ...{ net: '0', tax: '0', computedTax: '0', gross: '0', baseNet: '0', baseTax: '0', baseGross: '0', taxes: [] },
    ...{
      paymentBlocks: [],
      origin: request.origin ?? 'manual',
      entryId: null,
      reversalEntryId: null,
      historical: false,
    },
    ...{ invoiceId: request.invoiceId ?? null, reason: request.reason ?? null },
    ...{ version: 1, createdAt: now, createdBy: userId, updatedAt: now, updatedBy: userId },
  }
}

/**
 * Prepares a draft and stores its header; the caller stores its lines, unless it is posted at once. They are what the supplier states;
 * what it would find is computed again when it is posted.
 */
export async function storeDraft(
  ctx: CommandContext,
  row: InvoiceRow,
  lines: readonly InvoiceLine[],
): Promise<Prepared> {
  const prepared = await prepareInvoice(ctx, row, lines)
  const { tenantId: _tenant, createdAt: _created, updatedAt: _updated, version: _version, ...columns } = row
  ctx.send(insertRows(ctx, supplierInvoice, [{ ...columns, ...headerColumns(prepared) }]))
  return prepared
}

/** The lines of a draft as the supplier states them. */
export const storeDraftLines = (ctx: CommandContext, prepared: Prepared): void =>
  ctx.send(insertRows(ctx, supplierInvoiceLine, lineRows(prepared, false)))

/** Lines of an invoice as they are given, with their orders locked. */
export async function givenLines(
  ctx: CommandContext,
  row: Pick<InvoiceRow, 'companyId' | 'supplierId' | 'currency'>,
  given: readonly SupplierInvoiceLineInput[],
): Promise<InvoiceLine[]> {
  const from = await ordersOfLines(
    ctx,
    given.flatMap((l) => l.orderLineId ?? []),
  )
  const supplier = await invoiceSupplier(ctx, row.companyId, row.supplierId)
  return linesFromInput(ctx, row.companyId, given, {
    currency: row.currency,
    digits: currencyDigits(row.currency),
    taxCodeIds: supplier.taxCodeIds,
    from,
  })
}

/** The one supplier and currency of orders. */
export function oneOrder<T extends { supplierId: Id; currency: string; companyId: Id }>(
  orders: readonly T[],
  companyId: Id,
): T {
  const [first] = orders
  if (!first) throw notFound('purchase_order')
  for (const o of orders) {
    if (o.companyId !== companyId) throw conflict('common.reference')
    if (o.supplierId !== first.supplierId) throw conflict('procurement.one_supplier')
    if (o.currency !== first.currency) throw conflict('procurement.one_currency')
  }
  return first
}
