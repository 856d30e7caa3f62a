import type { Id } from '@/server/kernel/ids'
import { type DecimalString, dec, plain } from '@/server/kernel/money'
import { type CostBasis, costOf } from '@/server/modules/inventory'
import { flowsRead } from '@/server/platform/approvals/live-flows'
import type { QueryContext } from '@/server/platform/commands/context'
import { ruleSet } from '@/server/platform/rules/live-rules'
import { factSettings } from '@/server/platform/rules/settings'
import type { RuleSubject } from '@/server/platform/rules/subject'
import { type FactLine, lineFacts } from './fact.rules'

/** A line of an order or invoice as the facts need it. */
export type SubjectLine = Omit<FactLine, 'itemCode' | 'itemCategory' | 'costs' | 'itemSales' | 'customerSales'> & {
  readonly id: Id
  readonly itemId: Id | null
  readonly description: string
}

export interface SubjectInput {
  readonly document: 'sales_order' | 'customer_invoice'
  readonly documentId: Id
  readonly companyId: Id
  readonly label: string | null
  readonly trigger: string
  readonly customerId: Id
  readonly currency: string
  readonly baseNet: DecimalString
  readonly baseGross: DecimalString
  /** What the document already counts in the customer's exposure. */
  readonly exposure: DecimalString
  readonly lines: readonly SubjectLine[]
}

interface ItemHistory {
  id: Id
  code: string
  category: string | null
  sales: DecimalString[]
  own: DecimalString[]
}

/** Item and its last sales, in general and to this customer, from the index that stands in the order of the dates. */
async function histories(ctx: QueryContext, input: SubjectInput, itemIds: readonly Id[], sample: number) {
  const rows = await ctx.sql<ItemHistory[]>`
    select i.id, i.code, c.code as category,
      array(select l.base_unit_price::text from customer_invoice_line l where l.tenant_id = i.tenant_id
        and l.company_id = ${input.companyId} and l.item_id = i.id and l.posted_on is not null and l.base_unit_price > 0
        order by l.posted_on desc, l.id desc limit ${sample}) as sales,
      array(select l.base_unit_price::text from customer_invoice_line l where l.tenant_id = i.tenant_id
        and l.customer_id = ${input.customerId} and l.item_id = i.id and l.posted_on is not null and l.base_unit_price > 0
        order by l.posted_on desc, l.id desc limit ${sample}) as own
    from item i left join item_category c on c.tenant_id = i.tenant_id and c.id = i.category_id
    where i.tenant_id = ${ctx.tenantId} and i.id = any(${[...itemIds]}::uuid[])`
  return new Map(rows.map((r) => [r.id, r]))
}

interface CustomerFacts {
  code: string
  group: string | null
  limit: DecimalString | null
  orders: DecimalString
  overdue: DecimalString
  days: number
  /** What the customer owes in base currency; advances count against it. */
  receivable: DecimalString
}

async function customerFacts(ctx: QueryContext, input: SubjectInput): Promise<CustomerFacts> {
  const [row] = await ctx.sql<CustomerFacts[]>`
    select c.code, g.code as group, c.credit_limit as limit, coalesce(e.orders, 0) as orders,
      coalesce(o.overdue, 0) as overdue, coalesce(o.days, 0)::int as days, coalesce((
        select sum(b.base_amount) from party_balance b
        join account a on a.tenant_id = b.tenant_id and a.id = b.account_id and a.control = 'receivable'
        where b.tenant_id = c.tenant_id and b.company_id = c.company_id and b.party_id = c.party_id), 0) as receivable
    from customer c
    left join customer_group g on g.tenant_id = c.tenant_id and g.id = c.group_id
    left join customer_exposure e on e.tenant_id = c.tenant_id and e.customer_id = c.id
    left join lateral (
      select sum(i.remaining_base) as overdue, ${ctx.now.toISOString().slice(0, 10)}::date - min(i.due_date) as days from open_item i
      where i.tenant_id = c.tenant_id and i.company_id = c.company_id and i.side = 'receivable' and i.party_id = c.party_id
        and i.settled_on is null and i.remaining > 0 and i.due_date < ${ctx.now.toISOString().slice(0, 10)}::date) o on true
    where c.tenant_id = ${ctx.tenantId} and c.id = ${input.customerId}`
  return row ?? { code: '', group: null, limit: null, orders: '0', overdue: '0', days: 0, receivable: '0' }
}

const BASES: readonly CostBasis[] = ['current', 'standard', 'last_receipt']

/**
 * What the rules table judges of an order or invoice: facts of the header and of each line, gathered set-based. When no rule and no
 * approval flow is in force at this trigger nothing is gathered, and costs are read only in the bases that some rule names.
 */
export async function salesSubject(ctx: QueryContext, input: SubjectInput): Promise<RuleSubject> {
  const { document, documentId, companyId, label, trigger } = input
  const bare = { document, documentId, companyId, label, trigger }
  const set = await ruleSet(ctx, document, trigger, companyId)
  if (set.rules.length === 0 && !(await flowsRead(ctx, document, trigger))) return { ...bare, header: {}, lines: [] }
  const named = (basis: string) => [...set.line.names.keys()].some((n) => n.endsWith(basis))
  const itemIds = [...new Set(input.lines.flatMap((l) => l.itemId ?? []))]
  const { sample_size: sample } = await factSettings(ctx, document, trigger, companyId)
  const [customer, history, ...costs] = await Promise.all([
    customerFacts(ctx, input),
    histories(ctx, input, itemIds, Number(sample ?? 20)),
    ...BASES.map((basis) =>
      named(basis) ? costOf(ctx, { companyId, itemIds, basis }) : Promise.resolve(new Map<Id, DecimalString>()),
    ),
  ])
  const before = dec(customer.receivable).plus(customer.orders).minus(input.exposure)
  return {
    ...bare,
    header: {
      customer_code: customer.code,
      customer_group: customer.group,
      currency: input.currency,
      total_net_base: plain(input.baseNet),
      credit_limit: customer.limit === null ? null : plain(customer.limit),
      credit_exposure_before: plain(before),
      credit_exposure_after: plain(before.plus(input.baseGross)),
      overdue_amount: plain(customer.overdue),
      overdue_days: String(customer.days),
    },
    lines: input.lines.map((line, i) => {
      const item = line.itemId ? history.get(line.itemId) : undefined
      const cost = (n: number) => (line.itemId ? (costs[n]?.get(line.itemId) ?? null) : null)
      const facts = lineFacts({
        ...line,
        itemCode: item?.code ?? null,
        itemCategory: item?.category ?? null,
        costs: { current: cost(0), standard: cost(1), last_receipt: cost(2) },
        itemSales: item?.sales ?? [],
        customerSales: item?.own ?? [],
      })
      return { lineId: line.id, label: `${i + 1} ${item?.code ?? line.description}`, facts }
    }),
  }
}
