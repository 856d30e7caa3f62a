import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import {
  columnOf,
  type ListCriteria,
  type ListDefinition,
  type ListInput,
  type ListPage,
  type ListSummary,
  listCriteria,
  listGroups,
  listGroupsInput,
  listInput,
  listPage,
  listSummary,
} from '@/server/contracts/platform/list'
import { validation } from '@/server/kernel/errors'
import { plain, sum } from '@/server/kernel/money'
import { type QueryDefinition, query } from '../commands/command'
import type { QueryContext } from '../commands/context'
import { demand, may } from '../identity/actor'
import { filterConditions, likePattern } from './conditions'
import { after, decodeCursor, encodeCursor, orderBy, type SortTerm } from './keyset'

/** Where a list's columns come from. Every expression is project SQL; nothing of a caller becomes SQL text. */
export interface ListSource<C extends string> {
  readonly definition: ListDefinition<C>
  /** `sales.listSalesOrders`; the three queries are named after it. */
  readonly name: string
  readonly permission: string
  /** `sales_order d join party p on p.tenant_id = d.tenant_id and p.id = d.party_id` */
  readonly from: SQL
  /** Must name the tenant: `d.tenant_id = ${ctx.tenantId}`. */
  readonly where: (ctx: QueryContext) => SQL
  readonly columns: Readonly<Record<C, SQL>>
  /** Columns that can be empty; they sort last. */
  readonly nullable?: readonly C[]
  /** Columns that need a permission of their own; without it they are empty, in rows as in totals, filters and the order. */
  readonly needs?: Partial<Readonly<Record<C, string>>>
  /** Selected beside the columns, not filterable: ids and what a cell needs. */
  readonly extra?: Readonly<Record<string, SQL>>
  /** The row's id: selected as `id`, breaks ties. */
  readonly id: SQL
  /** The company that a row belongs to; absent = `extra.companyId`, and without that the list is the tenant's. */
  readonly company?: SQL
  /** Who a row belongs to, for grants of scope `own`. */
  readonly owner?: SQL
  readonly search: readonly SQL[]
}

export type ListRow = Record<string, string | number | boolean | null>

const row = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .and(z.object({ id: z.string() }))

/** Every list of the process by the name of its definition: exports find theirs here. */
export const lists = new Map<string, { readonly definition: ListDefinition; readonly queries: ListQueries }>()

export interface ListQueries {
  readonly rows: QueryDefinition<typeof listInput, ReturnType<typeof listPage<typeof row>>>
  readonly summary: QueryDefinition<typeof listCriteria, typeof listSummary>
  readonly groups: QueryDefinition<typeof listGroupsInput, typeof listGroups>
}

/** The three queries of a list: a keyset page, count and totals of all that is filtered, groups with subtotals. */
export function listQueries<C extends string>(source: ListSource<C>): ListQueries {
  const { name, permission } = source
  const seen = (ctx: QueryContext) => seenBy(ctx, source)
  const queries: ListQueries = {
    rows: query({
      name,
      permission,
      input: listInput,
      output: listPage(row),
      handler: (ctx, input) => listRows(ctx, seen(ctx), input),
    }),
    summary: query({
      name: `${name}Summary`,
      permission,
      input: listCriteria,
      output: listSummary,
      handler: (ctx, input) => summarise(ctx, seen(ctx), input),
    }),
    groups: query({
      name: `${name}Groups`,
      permission,
      input: listGroupsInput,
      output: listGroups,
      handler: (ctx, input) => group(ctx, seen(ctx), input.by, input),
    }),
  }
  lists.set(source.definition.name, { definition: source.definition, queries })
  return queries
}

/** A list as somebody sees it: what is not for them is nothing, so that neither a filter nor the order tells it. */
function seenBy<C extends string>(ctx: QueryContext, source: ListSource<C>): ListSource<C> {
  const closed = Object.entries<string | undefined>(source.needs ?? {}).flatMap(([key, permission]) =>
    permission && !may(ctx.actor, permission) ? [key as C] : [],
  )
  if (closed.length === 0) return source
  const { definition } = source
  return {
    ...source,
    columns: { ...source.columns, ...Object.fromEntries(closed.map((key) => [key, sql`null::numeric`])) },
    nullable: [...(source.nullable ?? []), ...closed],
    definition: {
      ...definition,
      columns: {
        ...definition.columns,
        ...Object.fromEntries(closed.map((key) => [key, { ...definition.columns[key], total: false }])),
      },
    },
  }
}

/** One page of rows; `nextCursor` is null on the last. Also the source of exports. */
export async function listRows<C extends string>(
  ctx: QueryContext,
  source: ListSource<C>,
  input: ListInput,
): Promise<ListPage<ListRow & { id: string }>> {
  const terms = sortTerms(source, input)
  const conditions = where(ctx, source, input)
  if (input.cursor) conditions.push(after(terms, decodeCursor(input.cursor, terms.length)))
  const selected = Object.entries<SQL>({ ...source.columns, ...source.extra }).map(
    ([key, e]) => sql`${e} as ${sql.identifier(key)}`,
  )
  const keys = sql.join(
    terms.map((t) => sql`(${t.expression})::text`),
    sql`, `,
  )
  const rows = (await ctx.tx.execute(sql`
    select ${source.id} as id, ${sql.join(selected, sql`, `)}, array[${keys}] as cursor_
    from ${source.from} where ${sql.join(conditions, sql` and `)} order by ${orderBy(terms)} limit ${input.limit + 1}`)) as unknown as (ListRow & {
    id: string
    cursor_?: (string | null)[]
  })[]
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)?.cursor_
  const nextCursor = rows.length > input.limit && last ? encodeCursor(last) : null
  for (const r of page) delete r.cursor_
  return { rows: page, nextCursor }
}

function where<C extends string>(ctx: QueryContext, source: ListSource<C>, input: ListCriteria): SQL[] {
  const conditions = [source.where(ctx), ...filterConditions(source.definition, source.columns, input.filters)]
  if (source.owner && demand(ctx.actor, source.permission).scope === 'own')
    conditions.push(sql`${source.owner} = ${ctx.actor.userId}`)
  const company = source.company ?? source.extra?.companyId
  if (company && input.companyId) conditions.push(sql`${company} = ${input.companyId}`)
  if (input.search) {
    const pattern = likePattern(input.search)
    conditions.push(
      sql`(${sql.join(
        source.search.map((s) => sql`${s} ilike ${pattern}`),
        sql` or `,
      )})`,
    )
  }
  return conditions
}

function sortTerms<C extends string>(source: ListSource<C>, input: ListInput): SortTerm[] {
  const wanted = input.sort.length > 0 ? input.sort : source.definition.defaultSort
  const terms = wanted.map(({ column, direction }, index): SortTerm => {
    const c = columnOf(source.definition, column)
    if (!c || c.sortable === false) throw validation('validation.choice', `sort.${index}.column`)
    return {
      expression: source.columns[column as C],
      type: c.type,
      direction,
      nullable: source.nullable?.includes(column as C) ?? false,
    }
  })
  return [...terms, { expression: source.id, type: 'id', direction: terms[0]?.direction ?? 'asc', nullable: false }]
}

interface TotalColumns {
  readonly sums: readonly { key: string; expression: SQL; currency: string | null }[]
  readonly currencies: readonly { key: string; expression: SQL }[]
}

function totalColumns<C extends string>(source: ListSource<C>): TotalColumns {
  const columns = Object.entries(source.definition.columns) as [C, ListDefinition<C>['columns'][C]][]
  const sums = columns
    .filter(([, c]) => c.total)
    .map(([key, c]) => ({ key, expression: source.columns[key], currency: c.currency ?? null }))
  const keys = [...new Set(sums.map((s) => s.currency).filter((k) => k !== null))]
  const lookup: Readonly<Record<string, SQL | undefined>> = { ...source.extra, ...source.columns }
  return { sums, currencies: keys.map((key) => ({ key, expression: lookup[key] ?? sql`null` })) }
}

type AggregateRow = Record<string, string | null> & { count_: string; group_?: string | null }

async function aggregate<C extends string>(
  ctx: QueryContext,
  source: ListSource<C>,
  input: ListCriteria,
  by?: SQL,
): Promise<AggregateRow[]> {
  const { sums, currencies } = totalColumns(source)
  const keys = [...(by ? [sql`(${by})::text`] : []), ...currencies.map((c) => c.expression)]
  const selected = [
    sql`count(*)::text as count_`,
    ...(by ? [sql`(${by})::text as group_`] : []),
    ...currencies.map((c) => sql`${c.expression} as ${sql.identifier(`currency_${c.key}`)}`),
    ...sums.map((s) => sql`coalesce(sum(${s.expression}), 0)::text as ${sql.identifier(`sum_${s.key}`)}`),
  ]
  const grouping =
    keys.length > 0
      ? sql`group by ${sql.join(keys, sql`, `)} order by ${sql.join(
          keys.map((_, i) => sql.raw(String(i + 2))),
          sql`, `,
        )} limit 5000`
      : sql``
  return (await ctx.tx.execute(sql`
    select ${sql.join(selected, sql`, `)} from ${source.from}
    where ${sql.join(where(ctx, source, input), sql` and `)} ${grouping}`)) as unknown as AggregateRow[]
}

function fold<C extends string>(source: ListSource<C>, rows: readonly AggregateRow[]): ListSummary {
  const totals = totalColumns(source).sums.flatMap(({ key, currency }) => {
    const byCurrency = new Map<string | null, string>()
    for (const r of rows) {
      const c = currency ? (r[`currency_${currency}`] ?? null) : null
      const before = byCurrency.get(c)
      byCurrency.set(c, before === undefined ? (r[`sum_${key}`] ?? '0') : plain(sum([before, r[`sum_${key}`] ?? '0'])))
    }
    return [...byCurrency].map(([c, total]) => ({ column: key, currency: c, sum: total }))
  })
  return { count: rows.reduce((n, r) => n + Number(r.count_), 0), totals }
}

async function summarise<C extends string>(
  ctx: QueryContext,
  source: ListSource<C>,
  input: ListCriteria,
): Promise<ListSummary> {
  return fold(source, await aggregate(ctx, source, input))
}

async function group<C extends string>(ctx: QueryContext, source: ListSource<C>, by: string, input: ListCriteria) {
  const column = columnOf(source.definition, by)
  if (!column?.groupable) throw validation('validation.choice', 'by')
  const rows = await aggregate(ctx, source, input, source.columns[by as C])
  const values = [...new Set(rows.map((r) => r.group_ ?? null))]
  return {
    groups: values.map((value) => ({
      value,
      ...fold(
        source,
        rows.filter((r) => (r.group_ ?? null) === value),
      ),
    })),
  }
}
