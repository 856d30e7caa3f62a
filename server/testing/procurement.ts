import { readdirSync, readFileSync } from 'node:fs'
import { purchaseOrder, purchaseOrderLine, supplier } from '@/db/schema/procurement'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import { createParty, documentAmounts, loadTaxCodes, setUpCompanyBooks } from '@/server/modules/finance'
import { items, setUpInventory } from '@/server/modules/inventory'
import { setUpProcurement } from '@/server/modules/procurement'
import type { Call } from '@/server/platform/commands/runner'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { inCommand, makeItem, readRows, type StockCompany } from './stock'
import { createTestTenant } from './tenant'

/** A company that buys: books of 2026 in USD, a main warehouse, 20 % input tax, EUR at 1.2 (1.25 from June 16). */
export interface BuyingCompany extends StockCompany {
  readonly taxCodeId: Id
  readonly reverseTaxId: Id
  readonly account: (code: string) => Promise<Id>
  readonly call: Call
}

export async function createBuyingCompany(): Promise<BuyingCompany> {
  const tenant = await createTestTenant()
  const { admin, companyId } = tenant
  const places = await inCommand(admin, async (ctx) => {
    await setUpCompanyBooks(ctx, {
      companyId,
      template: 'ifrs',
      taxTemplate: 'eu',
      fiscalYearStart: '2026-01-01',
      years: 1,
      currencies: ['EUR'],
    })
    const made = await setUpInventory(ctx, { companyId })
    await setUpProcurement(ctx, { companyId })
    for (const [date, rate] of [
      ['2026-01-01', '1.2'],
      ['2026-06-16', '1.25'],
    ] as const)
      await ctx.sql`insert into exchange_rate (tenant_id, id, company_id, currency, date, rate)
        values (${ctx.tenantId}, ${newId()}, ${companyId}, 'EUR', ${date}, ${rate})`
    return made
  })
  const idOf = async (text: string, parameters: unknown[] = []): Promise<Id> => {
    const [row] = await readRows<{ id: Id }>(admin, text, parameters)
    if (!row) throw new Error(text)
    return row.id
  }
  return {
    ...tenant,
    ...places,
    binIds: [],
    pieceId: await idOf(`select id from unit_of_measure where code = 'EA'`),
    taxCodeId: await idOf(`select id from tax_code where code = 'EU-VAT20-IN'`),
    reverseTaxId: await idOf(`select id from tax_code where code = 'EU-RC20-IN'`),
    account: (code) => idOf('select id from account where company_id = $1 and code = $2', [companyId, code]),
    call: { actor: admin, now: new Date('2026-06-15T12:00:00Z') },
  }
}

let made = 0
type SupplierColumns = Partial<typeof supplier.$inferInsert>
/** A supplier with a party of its own, due at once. */
export async function makeSupplier(c: BuyingCompany, more: SupplierColumns & { taxId?: string } = {}): Promise<Id> {
  const code = `S${++made}`
  const id = newId()
  const { taxId = null, ...columns } = more
  await inCommand(c.admin, async (ctx) => {
    const partyId = await createParty(ctx, {
      ...{ code, kind: 'organization', name: `Supplier ${code}`, isCustomer: false, isSupplier: true },
      ...{ legalName: null, taxId, currency: null, paymentTermId: null, email: null, phone: null },
      ...{ website: null, locale: null, notes: null, addresses: [], contacts: [] },
    })
    const name = `Supplier ${code}`
    await insertRows(ctx, supplier, [{ id, companyId: c.companyId, partyId, code, name, currency: 'USD', ...columns }])
  })
  return id
}

export const makeBoughtItem = (c: BuyingCompany, more: Parameters<typeof makeItem>[2] = {}): Promise<Id> =>
  makeItem(c, `B${++made}`, more)

export interface TestOrderLine {
  readonly itemId?: Id
  readonly kind?: 'item' | 'service' | 'freight'
  readonly quantity: DecimalString
  readonly price: DecimalString
  readonly unitId?: Id
  readonly taxCodeIds?: Id[]
  readonly expenseAccountId?: Id
}

/** An approved order; prices without tax. Its line ids come in the order of the lines. */
export async function placeOrder(
  c: BuyingCompany,
  supplierId: Id,
  lines: readonly TestOrderLine[],
  more: { currency?: string; rate?: string; date?: string } = {},
): Promise<{ id: Id; number: string; lineIds: Id[] }> {
  const { currency = 'USD', rate = '1', date = '2026-06-01' } = more
  const id = newId()
  const number = `PO-T-${++made}`
  return inCommand(c.admin, async (ctx) => {
    const known = await items(
      ctx,
      lines.flatMap((l) => l.itemId ?? []),
    )
    const rows = lines.map((l, i) => {
      const item = l.itemId ? known.get(l.itemId) : undefined
      const unit = item?.units.find((u) => u.unitId === (l.unitId ?? item.stockUnitId))
      const kind = l.kind ?? (item?.kind === 'service' ? ('service' as const) : ('item' as const))
      return {
        id: newId(),
        position: i + 1,
        kind,
        itemId: l.itemId ?? null,
        stocked: item?.kind === 'stock',
        description: item?.name ?? kind,
        unitId: unit?.unitId ?? null,
        unitFactor: unit?.factor ?? '1',
        quantity: l.quantity,
        stockQuantity: plain(dec(l.quantity).times(unit?.factor ?? '1')),
        unitPrice: l.price,
        discountPercent: '0',
        taxCodeIds: l.taxCodeIds ?? [c.taxCodeId],
        expenseAccountId: l.expenseAccountId ?? null,
        warehouseId: item?.kind === 'stock' ? c.warehouseId : null,
      }
    })
    const amounts = documentAmounts({
      lines: rows,
      discountPercent: '0',
      discountAmount: '0',
      pricesIncludeTax: false,
      rounding: 'document',
      digits: 2,
      baseDigits: 2,
      rate,
      codes: await loadTaxCodes(
        ctx,
        rows.flatMap((r) => r.taxCodeIds),
        date,
      ),
    })
    const [party] = await ctx.sql<{ id: Id; name: string }[]>`
      select party_id as id, name from supplier where tenant_id = ${ctx.tenantId} and id = ${supplierId}`
    await insertRows(ctx, purchaseOrder, [
      {
        ...{ id, number, supplierId, currency, rate, companyId: c.companyId, documentDate: date },
        status: 'approved' as const,
        partyId: party?.id ?? '',
        supplierName: party?.name ?? '',
        ...{
          net: amounts.net,
          tax: amounts.tax,
          gross: amounts.gross,
          baseNet: amounts.baseNet,
          baseGross: amounts.baseGross,
        },
      },
    ])
    await insertRows(
      ctx,
      purchaseOrderLine,
      rows.map((r, i) => ({ ...r, ...amounts.lines[i], id: r.id, companyId: c.companyId, orderId: id }) as never),
    )
    return { id, number, lineIds: rows.map((r) => r.id) }
  })
}

/** Progress of an order's lines, and the order's own. */
export async function orderProgress(c: BuyingCompany, id: Id) {
  const [order] = await readRows<{ status: string; receipt: string; billing: string }>(
    c.admin,
    'select status, receipt_progress as receipt, billing_progress as billing from purchase_order where id = $1',
    [id],
  )
  const lines = await readRows<Record<string, string>>(
    c.admin,
    `select trim_scale(received_quantity)::text as received, trim_scale(returned_quantity)::text as returned,
       trim_scale(held_quantity)::text as held, trim_scale(rejected_quantity)::text as rejected,
       trim_scale(billed_quantity)::text as billed, trim_scale(billed_net)::text as net, trim_scale(short_quantity)::text as short
     from purchase_order_line where order_id = $1 order by position`,
    [id],
  )
  return { ...order, lines: lines.map((l) => ({ ...l })) }
}

/** The entries of documents: account code to amount in base currency, zeros left out. */
export async function entriesOf(c: BuyingCompany, ...documentIds: Id[]): Promise<Record<string, string>> {
  const rows = await readRows<{ code: string; amount: string }>(
    c.admin,
    `select a.code, trim_scale(sum(l.base_amount))::text as amount
     from journal_entry e join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
     join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
     where e.source_document_id = any($1::uuid[]) group by 1 having sum(l.base_amount) <> 0 order by 1`,
    [documentIds],
  )
  return Object.fromEntries(rows.map((r) => [r.code, r.amount]))
}

/** Stock on hand of an item with its value, and what of it is on hold. */
export async function stockOf(c: BuyingCompany, itemId: Id) {
  const [row] = await readRows<{ quantity: string; value: string; held: string }>(
    c.admin,
    `select trim_scale(coalesce(sum(v.quantity), 0))::text as quantity, trim_scale(coalesce(sum(v.value), 0))::text as value,
       trim_scale(coalesce((select sum(b.on_hand) from stock_balance b join bin n on n.tenant_id = b.tenant_id and n.id = b.bin_id
         where b.item_id = $1 and n.kind = 'quarantine'), 0))::text as held
     from item_valuation v where v.item_id = $1`,
    [itemId],
  )
  return row ? { ...row } : undefined
}

/** The rows that break an invariant, by file. */
export async function brokenInvariants(c: BuyingCompany): Promise<Record<string, object[]>> {
  const found: Record<string, object[]> = {}
  for (const file of readdirSync('db/invariants').filter((f) => /^(procurement|finance|inventory)_/.test(f))) {
    const rows = await readRows(c.admin, readFileSync(`db/invariants/${file}`, 'utf8'))
    if (rows.length > 0) found[file] = rows.map((r) => ({ ...r }))
  }
  return found
}
