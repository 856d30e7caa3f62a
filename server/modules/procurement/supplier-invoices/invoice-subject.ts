import { daysBetween } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import { dec, plain, sum } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import type { Facts, RuleSubject } from '@/server/platform/rules/subject'
import type { Prepared } from './prepare-invoice'

interface Names {
  company: string
  codes: Record<string, string> | null
  categories: Record<string, string> | null
  items: Record<string, string> | null
}

/** The names that facts are told by. */
async function namesOf(ctx: QueryContext, p: Prepared): Promise<Names> {
  const centers = p.lines.flatMap((l) => l.costCenterId ?? [])
  const items = p.lines.flatMap((l) => l.itemId ?? [])
  const [row] = await ctx.sql<Names[]>`
    select c.code as company,
      (select jsonb_object_agg(x.id, x.code) from cost_center x where x.tenant_id = c.tenant_id and x.id = any(${centers}::uuid[])) as codes,
      (select jsonb_object_agg(i.id, g.code) from item i join item_category g on g.tenant_id = i.tenant_id and g.id = i.category_id
       where i.tenant_id = c.tenant_id and i.id = any(${items}::uuid[])) as categories,
      (select jsonb_object_agg(i.id, i.code) from item i where i.tenant_id = c.tenant_id and i.id = any(${items}::uuid[])) as items
    from company c where c.tenant_id = ${ctx.tenantId} and c.id = ${p.row.companyId}`
  return row ?? { company: '', codes: null, categories: null, items: null }
}

/** How many days the oldest thing lies: an order written after its invoice is dated. */
function orderAfterInvoice(p: Prepared): number {
  const days = [...p.orders.values()].map((o) => daysBetween(p.row.documentDate, o.documentDate))
  return Math.max(0, ...days)
}

/** The facts of an invoice about to be posted, for rules and approval flows. */
export async function invoiceSubject(ctx: QueryContext, p: Prepared): Promise<RuleSubject> {
  const names = await namesOf(ctx, p)
  const base = (id: Id) => p.amounts.lines.get(id)?.baseNet ?? '0'
  const without = p.lines.filter((l) => !l.orderLineId)
  const kinds = new Set(p.findings.map((f) => f.kind))
  const header: Facts = {
    amount: p.amounts.baseGross,
    company: names.company,
    supplier: p.supplier.code,
    category: p.lines.map((l) => names.categories?.[l.itemId ?? '']).find((c) => c !== undefined) ?? null,
    cost_centers: [...new Set(p.lines.flatMap((l) => names.codes?.[l.costCenterId ?? ''] ?? []))].sort(),
    requester_id: p.row.createdBy,
    kind: p.row.kind,
    currency: p.row.currency,
    document_date: p.row.documentDate,
    net_base: p.amounts.baseNet,
    net_without_order: plain(sum(without.filter((l) => l.kind !== 'freight').map((l) => base(l.id)))),
    freight_base: plain(sum(p.lines.filter((l) => l.kind === 'freight').map((l) => base(l.id)))),
    days_order_after_invoice: String(orderAfterInvoice(p)),
    stated_tax: p.amounts.tax,
    computed_tax: p.amounts.computedTax,
    tax_difference: plain(dec(p.amounts.tax).minus(p.amounts.computedTax)),
    price_exception: kinds.has('price'),
    quantity_exception: kinds.has('quantity'),
    without_receipt: kinds.has('no_receipt'),
    duplicate_suspected: kinds.has('duplicate'),
    bank_account_days: p.bankAccount ? String(p.bankAccount.days) : null,
    bank_account_replaced: p.bankAccount?.replaced ?? false,
    bank_account_unproven: kinds.has('bank_change'),
  }
  return {
    document: 'supplier_invoice',
    documentId: p.row.id,
    companyId: p.row.companyId,
    label: p.row.supplierNumber,
    trigger: 'post',
    header,
    lines: p.lines.map((l) => ({
      lineId: l.orderLineId ?? l.id,
      label: l.description,
      facts: {
        line_kind: l.kind,
        item_code: names.items?.[l.itemId ?? ''] ?? null,
        item_category: names.categories?.[l.itemId ?? ''] ?? null,
        quantity: l.unitQuantity,
        unit_price: l.unitPrice,
        line_net_base: base(l.id),
        has_order: l.orderLineId !== null,
      },
    })),
  }
}
