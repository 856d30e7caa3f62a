import { z } from 'zod'
import { query } from '../commands/command'
import type { QueryContext } from '../commands/context'
import { may } from '../identity/actor'
import { likePattern } from '../lists/conditions'

export interface SearchHit {
  readonly id: string
  /** Document kind, translated where it is shown (`common.document.<kind>`). */
  readonly kind: string
  /** Number, code or name. */
  readonly label: string
  /** Whose, or what it is about. */
  readonly hint: string | null
  /** Relative to the tenant: `sales/sales-orders/<id>`. */
  readonly href: string
}

export interface SearchSource {
  readonly kind: string
  /** Who may not read it does not find it. */
  readonly permission: string
  /** The best few hits for what was typed; must name the tenant and use an index. */
  readonly find: (ctx: QueryContext, text: string, limit: number) => Promise<SearchHit[]>
}

const sources = new Map<string, SearchSource>()

/** Adds a kind of document or master to what the command palette finds. */
export const registerSearch = (source: SearchSource): void => {
  sources.set(source.kind, source)
}

type Found = Omit<SearchHit, 'kind' | 'href'>

/** Adds a kind whose pages stand in one folder: `find` answers id, label and hint of the best few. */
export const searchable = (
  kind: string,
  permission: string,
  folder: string,
  find: (ctx: QueryContext, text: string, limit: number) => Promise<readonly Found[]>,
): void =>
  registerSearch({
    kind,
    permission,
    find: async (ctx, text, limit) =>
      (await find(ctx, text, limit)).map((hit) => ({ ...hit, kind, href: `${folder}/${hit.id}` })),
  })

/**
 * Adds documents that are found by their number or another column (a reference), newest first. Table and columns are the caller's
 * own words, never a user's; a table that grows needs a trigram index on both.
 */
export const searchableDocument = (
  module: string,
  table: string,
  folder: string,
  columns: { readonly label?: string; readonly hint: string; readonly other?: string },
): void =>
  searchable(table, `${module}.${table}.read`, folder, ({ sql, tenantId }, text, limit) => {
    const label = sql(columns.label ?? 'number')
    return sql<Found[]>`
      select id, coalesce(${label}, '–') as label, ${sql(columns.hint)} as hint from ${sql(table)}
      where tenant_id = ${tenantId}
        and (number ilike ${likePattern(text)} or ${sql(columns.other ?? columns.label ?? 'number')} ilike ${likePattern(text)})
      order by document_date desc, id desc limit ${limit}`
  })

/** Adds masters that are found by code or name; the one whose code was typed comes first. */
export const searchableMaster = (module: string, table: string, folder: string): void =>
  searchable(
    table,
    `${module}.${table}.read`,
    folder,
    ({ sql, tenantId }, text, limit) => sql<Found[]>`
      select id, name as label, code as hint from ${sql(table)}
      where tenant_id = ${tenantId} and (code ilike ${likePattern(text)} or name ilike ${likePattern(text)})
      order by lower(code) = lower(${text}) desc, name limit ${limit}`,
  )

const hit = z.object({
  id: z.string(),
  kind: z.string(),
  label: z.string(),
  hint: z.string().nullable(),
  href: z.string(),
})

/** Documents by number, parties and items by name, code or barcode; at most six of a kind. */
export const search = query({
  name: 'platform.search',
  permission: null,
  input: z.strictObject({
    text: z
      .string()
      .trim()
      .max(100)
      .regex(/^\P{Cc}*$/u, { error: 'validation.characters' }),
  }),
  output: z.object({ hits: z.array(hit) }),
  handler: async (ctx, { text }) => {
    if (text.length < 2) return { hits: [] }
    const permitted = [...sources.values()].filter((s) => may(ctx.actor, s.permission))
    return { hits: (await Promise.all(permitted.map((s) => s.find(ctx, text, 6)))).flat() }
  },
})
