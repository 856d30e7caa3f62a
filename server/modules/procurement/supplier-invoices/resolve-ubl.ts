import type { SupplierInvoiceLineInput } from '@/server/contracts/procurement/supplier-invoice'
import { AppError } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import type { EInvoice, ELine, EParty, ETaxCategory } from '../ubl/model'

const bare = (value: string | null) => (value ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')

/**
 * The supplier that sent an e-invoice: by its tax id, its company id or the ids it gives itself, compared without signs and spaces.
 * Errors: procurement.ubl_supplier_unknown, .ubl_supplier_ambiguous.
 */
export async function supplierOfFile(ctx: QueryContext, companyId: Id, sender: EParty): Promise<Id> {
  const ids = [sender.vatId, sender.legalId, sender.endpoint, ...sender.ids].map(bare).filter((v) => v.length >= 4)
  const rows = await ctx.sql<{ id: Id }[]>`
    select distinct s.id from supplier s join party p on p.tenant_id = s.tenant_id and p.id = s.party_id
    where s.tenant_id = ${ctx.tenantId} and s.company_id = ${companyId}
      and (upper(regexp_replace(coalesce(p.tax_id, ''), '[^A-Za-z0-9]', '', 'g')) = any(${ids}::text[])
        or upper(regexp_replace(s.code, '[^A-Za-z0-9]', '', 'g')) = any(${sender.ids.map(bare).filter((v) => v !== '')}::text[]))
    limit 2`
  const params = {
    name: sender.name ?? '',
    ids: [sender.vatId, sender.legalId, sender.endpoint].filter(Boolean).join(', '),
  }
  const [found, second] = rows
  if (second) throw new AppError('validation', 'procurement.ubl_supplier_ambiguous', params)
  if (!found) throw new AppError('validation', 'procurement.ubl_supplier_unknown', params)
  return found.id
}

interface OrderLineHit {
  id: Id
  orderNumber: string
  position: number
  itemCode: string | null
  supplierItemCode: string | null
  taxCodeIds: Id[]
  open: string
  unitFactor: string
}

/** Lines of the supplier's orders that the file names, or of all that are open where it names none. */
async function orderLines(ctx: QueryContext, supplierId: Id, e: EInvoice): Promise<OrderLineHit[]> {
  const numbers = [e.orderReference, ...e.lines.map((l) => l.orderReference)].flatMap((n) => n?.trim() || [])
  const rows = await ctx.sql<OrderLineHit[]>`
    select l.id, o.number as "orderNumber", l.position, i.code as "itemCode",
      coalesce(l.supplier_item_code, (select min(p.supplier_item_code) from supplier_price p
        where p.tenant_id = l.tenant_id and p.supplier_id = o.supplier_id and p.item_id = l.item_id)) as "supplierItemCode",
      l.tax_code_ids as "taxCodeIds", l.stock_quantity - l.short_quantity - l.billed_quantity as open, l.unit_factor as "unitFactor"
    from purchase_order o
    join purchase_order_line l on l.tenant_id = o.tenant_id and l.order_id = o.id
    left join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
    where o.tenant_id = ${ctx.tenantId} and o.supplier_id = ${supplierId} and o.kind <> 'blanket'
      and o.status in ('approved', 'sent', 'confirmed', 'closed')
      and (o.number = any(${numbers}::text[]) or (${numbers.length === 0} and o.status <> 'closed'))
    order by o.document_date, o.number, l.position limit 5000`
  return rows.map((r) => ({ ...r }))
}

const same = (a: string | null, b: string | null) => a !== null && b !== null && bare(a) === bare(b)

/** The order line that a line of the file means: by its line number, else by the item, the one with most left first. */
function lineFor(
  line: ELine,
  e: EInvoice,
  hits: readonly OrderLineHit[],
  used: ReadonlySet<Id>,
): OrderLineHit | undefined {
  const order = line.orderReference ?? e.orderReference
  const own = order ? hits.filter((h) => h.orderNumber === order.trim()) : hits
  const byNumber = order && line.orderLine ? own.find((h) => String(h.position) === line.orderLine?.trim()) : undefined
  if (byNumber) return byNumber
  const byItem = own.filter(
    (h) =>
      same(h.supplierItemCode, line.sellerItemId) ||
      same(h.itemCode, line.buyerItemId) ||
      same(h.itemCode, line.sellerItemId),
  )
  return byItem.find((h) => !used.has(h.id) && dec(h.open).greaterThan(0)) ?? byItem[0]
}

interface TaxHit {
  id: Id
  percent: string
  reverse: boolean
}

/** The purchase tax code of a category: of the order's codes one with that rate, else the company's. */
function taxFor(category: ETaxCategory, codes: readonly TaxHit[], preferred: readonly Id[]): Id[] | null {
  const reverse = category.category === 'AE' || category.category === 'K'
  const wanted = dec(category.percent ?? '0')
  const fits = codes.filter((c) => c.reverse === reverse && (reverse || dec(c.percent).equals(wanted)))
  const found = fits.find((c) => preferred.includes(c.id)) ?? fits[0]
  return found ? [found.id] : wanted.isZero() && !reverse ? [] : null
}

async function taxCodes(ctx: QueryContext, companyId: Id, date: string): Promise<TaxHit[]> {
  const rows = await ctx.sql<TaxHit[]>`
    select c.id, sum(r.value)::text as percent, bool_or(r.reverse_account_id is not null) as reverse
    from tax_code c join tax_rate r on r.tenant_id = c.tenant_id and r.tax_code_id = c.id
    where c.tenant_id = ${ctx.tenantId} and c.company_id = ${companyId} and c.use = 'purchase' and c.status = 'active' and r.kind = 'percent'
      and r.valid_from <= ${date} and (r.valid_to is null or r.valid_to >= ${date})
    group by c.id, c.code order by c.code`
  return rows.map((r) => ({ ...r }))
}

const FREIGHT = new Set(['FC', 'DL', 'ADR', 'PC'])
const blank = {
  unitId: null,
  itemId: null,
  receiptLineId: null,
  accountId: null,
  costCenterId: null,
  projectId: null,
  discountPercent: '0',
}

/** Where the company puts discounts and charges on whole invoices. */
async function wholeAccounts(ctx: QueryContext, companyId: Id): Promise<{ allowance: Id | null; charge: Id | null }> {
  const [row] = await ctx.sql<{ allowance: Id | null; charge: Id | null }[]>`
    select allowance_account_id as allowance, charge_account_id as charge from purchase_match_setting
    where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`
  return row ?? { allowance: null, charge: null }
}

/**
 * Lines of a draft from a checked e-invoice: matched to the supplier's orders where they can be; allowances and charges of the whole
 * document as lines of their own. A line whose tax has no code here is left without one: the match tells it.
 */
export async function linesOfFile(
  ctx: QueryContext,
  companyId: Id,
  supplierId: Id,
  e: EInvoice,
): Promise<SupplierInvoiceLineInput[]> {
  const [hits, codes, accounts] = await Promise.all([
    orderLines(ctx, supplierId, e),
    taxCodes(ctx, companyId, e.taxPointDate ?? e.issueDate ?? '2000-01-01'),
    wholeAccounts(ctx, companyId),
  ])
  const used = new Set<Id>()
  const lines = e.lines.map((l): SupplierInvoiceLineInput => {
    const hit = lineFor(l, e, hits, used)
    if (hit) used.add(hit.id)
    const quantity = dec(l.quantity ?? '1')
    const positive = quantity.greaterThan(0)
    const each = dec(l.price ?? '0').div(l.baseQuantity ?? '1')
    return {
      ...blank,
      kind: hit && positive ? 'item' : 'free',
      orderLineId: hit && positive ? hit.id : null,
      description: l.name,
      supplierItemCode: l.sellerItemId,
      quantity: positive ? plain(quantity.toDecimalPlaces(6)) : '1',
      unitPrice: positive ? plain(each.toDecimalPlaces(6)) : plain(l.net ?? '0'),
      net: plain(l.net ?? '0'),
      taxCodeIds: taxFor(l, codes, hit?.taxCodeIds ?? []) ?? [],
    }
  })
  const whole = e.allowances.map((a): SupplierInvoiceLineInput => {
    const net = plain(dec(a.amount ?? '0').times(a.charge ? 1 : -1))
    const freight =
      a.charge && (FREIGHT.has(a.reasonCode ?? '') || /freight|fracht|shipping|versand|transport/i.test(a.reason ?? ''))
    return {
      ...blank,
      kind: freight ? 'freight' : 'free',
      accountId: freight ? null : a.charge ? accounts.charge : accounts.allowance,
      orderLineId: null,
      description: a.reason ?? (a.charge ? 'Charge' : 'Allowance'),
      supplierItemCode: null,
      quantity: '1',
      unitPrice: net,
      net,
      taxCodeIds: taxFor(a, codes, []) ?? [],
    }
  })
  return [...lines, ...whole]
}
