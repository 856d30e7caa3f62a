import { addMonths, daysBetween, startOfMonth } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, sum } from '@/server/kernel/money'
import { bankAccountsOverTime, type PastBankAccount } from '@/server/modules/finance'
import type { QueryContext } from '@/server/platform/commands/context'
import type { PastDocument, ReplayRequest, ReplaySource } from '@/server/platform/rules/replay'

/** What can be said of an invoice afterwards; what its match found then stands in the blocks that it was posted with. */
const facts = new Set([
  ...['amount', 'company', 'supplier', 'category', 'cost_centers', 'requester_id', 'kind', 'currency', 'document_date'],
  ...['net_base', 'net_without_order', 'freight_base', 'days_order_after_invoice'],
  ...['stated_tax', 'computed_tax', 'tax_difference'],
  ...['price_exception', 'quantity_exception', 'without_receipt', 'duplicate_suspected'],
  ...['bank_account_days', 'bank_account_replaced', 'bank_account_unproven'],
  ...['line_kind', 'item_code', 'item_category', 'quantity', 'unit_price', 'line_net_base', 'has_order'],
])

interface Row {
  documentId: Id
  label: string
  date: string
  amount: DecimalString
  gross: DecimalString
  personId: Id | null
  company: string
  supplier: string
  partyId: Id
  kind: string
  currency: string
  documentDate: string
  tax: DecimalString
  computedTax: DecimalString
  ordered: string | null
  found: string[]
}
interface LineRow {
  invoiceId: Id
  lineId: Id
  position: number
  kind: string
  itemCode: string | null
  itemCategory: string | null
  description: string
  costCenter: string | null
  quantity: DecimalString
  unitPrice: DecimalString
  baseNet: DecimalString
  hasOrder: boolean
}

const invoicesOf = (ctx: QueryContext, { companyId, from, to }: ReplayRequest, month: string) => ctx.sql<Row[]>`
  select v.id as "documentId", v.supplier_number as label, v.posting_date::text as date, v.base_net::text as amount, v.base_gross::text as gross,
    v.created_by as "personId", k.code as company, s.code as supplier, v.party_id as "partyId", v.kind, v.currency,
    v.document_date::text as "documentDate", v.tax::text as tax, v.computed_tax::text as "computedTax",
    (select max(o.document_date)::text from supplier_invoice_line l join purchase_order o on o.tenant_id = l.tenant_id and o.id = l.order_id
      where l.tenant_id = v.tenant_id and l.invoice_id = v.id) as ordered,
    array(select distinct b.kind from supplier_invoice_block b where b.tenant_id = v.tenant_id and b.invoice_id = v.id) as found
  from supplier_invoice v
  join supplier s on s.tenant_id = v.tenant_id and s.id = v.supplier_id
  join company k on k.tenant_id = v.tenant_id and k.id = v.company_id
  where v.tenant_id = ${ctx.tenantId} and v.company_id = ${companyId} and v.status in ('posted', 'reversed')
    and v.posting_date >= greatest(${month}::date, ${from}::date)
    and v.posting_date < least(${addMonths(month, 1)}::date, ${to}::date + 1)
  order by v.posting_date, v.id`

const linesOf = (ctx: QueryContext, ids: readonly Id[]) => ctx.sql<LineRow[]>`
  select l.invoice_id as "invoiceId", coalesce(l.order_line_id, l.id) as "lineId", l.position, l.kind, i.code as "itemCode",
    g.code as "itemCategory", l.description, c.code as "costCenter", trim_scale(l.unit_quantity)::text as quantity,
    trim_scale(l.unit_price)::text as "unitPrice", trim_scale(l.base_net)::text as "baseNet", l.order_line_id is not null as "hasOrder"
  from supplier_invoice_line l
  left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
  left join item_category g on g.tenant_id = i.tenant_id and g.id = i.category_id
  left join cost_center c on c.tenant_id = l.tenant_id and c.id = l.cost_center_id
  where l.tenant_id = ${ctx.tenantId} and l.invoice_id = any (${[...ids]}::uuid[])
  order by l.invoice_id, l.position`

/** The account that the supplier would have been paid to when the invoice was posted. */
function bankFacts(row: Row, accounts: readonly PastBankAccount[], holdDays: number) {
  const account = accounts.find(
    (a) => a.partyId === row.partyId && a.currency === row.currency && a.approvedOn <= row.date,
  )
  const days = account ? daysBetween(account.approvedOn, row.date) : null
  return {
    bank_account_days: days === null ? null : String(days),
    bank_account_replaced: account?.replaced ?? false,
    bank_account_unproven: row.kind === 'invoice' && days !== null && days < holdDays,
  }
}

function headerOf(row: Row, lines: readonly LineRow[]) {
  const without = lines.filter((l) => !l.hasOrder && l.kind !== 'freight')
  return {
    ...{
      amount: plain(row.gross),
      company: row.company,
      supplier: row.supplier,
      kind: row.kind,
      currency: row.currency,
    },
    category: lines.find((l) => l.itemCategory !== null)?.itemCategory ?? null,
    cost_centers: [...new Set(lines.flatMap((l) => l.costCenter ?? []))].sort(),
    requester_id: row.personId,
    document_date: row.documentDate,
    net_base: plain(row.amount),
    net_without_order: plain(sum(without.map((l) => l.baseNet))),
    freight_base: plain(sum(lines.filter((l) => l.kind === 'freight').map((l) => l.baseNet))),
    days_order_after_invoice: String(row.ordered ? Math.max(0, daysBetween(row.documentDate, row.ordered)) : 0),
    stated_tax: plain(row.tax),
    computed_tax: plain(row.computedTax),
    tax_difference: plain(dec(row.tax).minus(row.computedTax)),
    price_exception: row.found.includes('price'),
    quantity_exception: row.found.includes('quantity'),
    without_receipt: row.found.includes('no_receipt'),
    duplicate_suspected: row.found.includes('duplicate'),
  }
}

function grouped<T>(rows: readonly T[], key: (row: T) => Id): Map<Id, T[]> {
  const groups = new Map<Id, T[]>()
  for (const row of rows) {
    const group = groups.get(key(row))
    if (group) group.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** Month by month; each batch is forgotten before the next is read. */
async function* read(ctx: QueryContext, request: ReplayRequest): AsyncIterable<PastDocument[]> {
  const { companyId, from, to } = request
  for (let month = startOfMonth(from); month <= to; month = addMonths(month, 1)) {
    const invoices = await invoicesOf(ctx, request, month)
    if (invoices.length === 0) continue
    const [lines, { accounts, holdDays }] = await Promise.all([
      linesOf(
        ctx,
        invoices.map((v) => v.documentId),
      ),
      bankAccountsOverTime(ctx, { companyId, partyIds: [...new Set(invoices.map((v) => v.partyId))] }),
    ])
    const byInvoice = grouped(lines, (l) => l.invoiceId)
    const byParty = grouped(accounts, (a) => a.partyId)
    yield invoices.map((row) => {
      const own = byInvoice.get(row.documentId) ?? []
      const { documentId, label, date, amount, personId } = row
      return {
        ...{ documentId, label, date, amount, personId },
        header: { ...headerOf(row, own), ...bankFacts(row, byParty.get(row.partyId) ?? [], holdDays) },
        lines: own.map((l) => ({
          lineId: l.lineId,
          label: `${l.position} ${l.itemCode ?? l.description}`,
          facts: {
            ...{ line_kind: l.kind, item_code: l.itemCode, item_category: l.itemCategory, quantity: l.quantity },
            ...{ unit_price: l.unitPrice, line_net_base: l.baseNet, has_order: l.hasOrder },
          },
        })),
      }
    })
  }
}

/** Supplier invoices of the past, for the simulation of rules. */
export const supplierInvoiceReplay: ReplaySource = { document: 'supplier_invoice', facts, read }
