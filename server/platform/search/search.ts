import { z } from 'zod'
import { query } from '../commands/command'
import type { QueryContext } from '../commands/context'
import { may } from '../identity/actor'

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
