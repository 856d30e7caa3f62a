import { Decimal } from '@/server/kernel/money'
import type { Grant, RowScope } from './actor'
import { covers } from './covers'

export interface GrantRow {
  readonly permission: string
  readonly scope: RowScope
  readonly amountLimit: string | null
}

const WIDTH: Record<RowScope, number> = { own: 0, company: 1, all: 2 }

const widest = (a: Grant, b: Grant): Grant => ({
  scope: WIDTH[a.scope] >= WIDTH[b.scope] ? a.scope : b.scope,
  amountLimit:
    a.amountLimit === null || b.amountLimit === null ? null : Decimal.max(a.amountLimit, b.amountLimit).toFixed(),
})

/** Whether one grant gives at least what another gives. */
export const atLeast = (held: Grant, asked: Grant): boolean =>
  WIDTH[held.scope] >= WIDTH[asked.scope] &&
  (held.amountLimit === null ||
    (asked.amountLimit !== null && new Decimal(held.amountLimit).greaterThanOrEqualTo(asked.amountLimit)))

/**
 * The rights of several roles as one: widest scope, highest limit. An exact permission is looked up before a pattern, so it
 * also gets what a pattern of another role gives.
 */
export function mergeGrants(rows: readonly GrantRow[]): Map<string, Grant> {
  const merged = new Map<string, Grant>()
  for (const { permission, scope, amountLimit } of rows) {
    const grant: Grant = { scope, amountLimit }
    const before = merged.get(permission)
    merged.set(permission, before ? widest(before, grant) : grant)
  }
  const patterns = [...merged].filter(([permission]) => permission.endsWith('*'))
  for (const [permission, grant] of merged)
    for (const [pattern, wide] of patterns)
      if (pattern !== permission && covers(pattern, permission))
        merged.set(permission, widest(merged.get(permission) ?? grant, wide))
  return merged
}

/** What is left of the grants for a token cut down to scopes: where one covers the other, the narrower of the two. */
export function intersectScopes(grants: ReadonlyMap<string, Grant>, scopes: readonly string[]): Map<string, Grant> {
  const rows: GrantRow[] = []
  for (const [permission, grant] of grants)
    for (const scope of scopes) {
      if (covers(permission, scope)) rows.push({ permission: scope, ...grant })
      else if (covers(scope, permission)) rows.push({ permission, ...grant })
    }
  return mergeGrants(rows)
}
