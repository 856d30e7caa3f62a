import type { Actor } from '../identity/actor'
import { logInTenant } from '../identity/auth-log'
import { pools } from '../pools'

/** Notes that data left the system as a file: which list or report, in which form, how many rows, by which filter. */
export async function recordExport(
  actor: Actor,
  exported: { readonly name: string; readonly format: string; readonly rows: number; readonly filter?: string },
): Promise<void> {
  const { name, format, rows, filter } = exported
  await logInTenant(pools.auth, actor.tenantId, {
    action: 'export',
    userId: actor.userId,
    kind: actor.kind,
    document: 'export',
    documentId: null,
    label: name,
    after: { format, rows, ...(filter && { filter }) },
  })
}
