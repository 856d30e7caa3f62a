import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '../commands/context'
import { demand } from '../identity/actor'

interface Attachable {
  /** What one needs to see such a document. */
  readonly permission: string
  /** Company, author and name of a document; undefined when it is not there for the caller. */
  readonly find: (
    ctx: QueryContext,
    id: Id,
  ) => Promise<{ companyId: Id | null; createdBy: Id | null; label: string | null } | undefined>
}

// One set a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelAttachables?: Map<string, Attachable> }
const known = (): Map<string, Attachable> => {
  store.keelAttachables ??= new Map()
  return store.keelAttachables
}

/** Makes a kind of document one that can be commented on and carry files. Called by the module that owns it. */
export function attachable(document: string, given: Attachable): void {
  known().set(document, given)
}

export const isAttachable = (document: string): boolean => known().has(document)

/** The usual case: the document is a row of one table that has a company and an author. */
export const rowOf =
  (table: string, labelColumn: string): Attachable['find'] =>
  async ({ sql, tenantId }, id) => {
    const [row] = await sql<{ companyId: Id | null; createdBy: Id | null; label: string | null }[]>`
      select company_id as "companyId", created_by as "createdBy", ${sql(labelColumn)} as label from ${sql(table)}
      where tenant_id = ${tenantId} and id = ${id}`
    return row
  }

/** The document, or the refusal that the caller would get at the document itself: what hangs on it is as visible as it is. */
export async function demandDocument(ctx: QueryContext, document: string, id: Id) {
  const kind = known().get(document)
  if (!kind) throw notFound(document)
  const grant = demand(ctx.actor, kind.permission)
  const row = await kind.find(ctx, id)
  if (!row || (grant.scope === 'own' && row.createdBy !== ctx.actor.userId)) throw notFound(document)
  return row
}
