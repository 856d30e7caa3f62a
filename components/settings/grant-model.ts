import type { GrantInput } from '@/server/contracts/platform/identity'

export type RowScope = GrantInput['scope']
export interface GrantValue {
  readonly scope: RowScope
  readonly amountLimit: string | null
}
/** What a role grants, permission by permission. */
export type Grants = ReadonlyMap<string, GrantValue>

export interface DocumentPermissions {
  /** `module.document`. */
  readonly key: string
  readonly module: string
  readonly document: string
  readonly actions: readonly string[]
}

/** The permissions there are, one line per kind of document. */
export function byDocument(permissions: readonly string[]): DocumentPermissions[] {
  const lines = new Map<string, { module: string; document: string; actions: string[] }>()
  for (const name of permissions) {
    const [module = '', document = '', action = ''] = name.split('.')
    const line = lines.get(`${module}.${document}`) ?? { module, document, actions: [] }
    line.actions.push(action)
    lines.set(`${module}.${document}`, line)
  }
  return [...lines].map(([key, line]) => ({ key, ...line }))
}

const covers = (pattern: string, name: string): boolean =>
  pattern === '*' || pattern === name || (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1)))

/** A stored role as the editor shows it: patterns spelled out into the permissions that they mean today. */
export function expandGrants(grants: readonly GrantInput[], permissions: readonly string[]): Grants {
  const expanded = new Map<string, GrantValue>()
  for (const name of permissions) {
    const exact = grants.find((grant) => grant.permission === name)
    const found = exact ?? grants.find((grant) => covers(grant.permission, name))
    if (found) expanded.set(name, { scope: found.scope, amountLimit: found.amountLimit ?? null })
  }
  return expanded
}

/** The one value that all granted permissions of a document share; undefined when they differ or none is granted. */
export function shared<K extends keyof GrantValue>(
  grants: Grants,
  { key, actions }: DocumentPermissions,
  of: K,
): GrantValue[K] | undefined {
  const values = actions.flatMap((action) => {
    const grant = grants.get(`${key}.${action}`)
    return grant ? [grant[of]] : []
  })
  return values.length > 0 && values.every((value) => value === values[0]) ? values[0] : undefined
}

/** Grants or takes a permission; a new one is like the others of its document. */
export function withPermission(grants: Grants, line: DocumentPermissions, action: string, on: boolean): Grants {
  const next = new Map(grants)
  const name = `${line.key}.${action}`
  if (!on) next.delete(name)
  else
    next.set(name, {
      scope: shared(grants, line, 'scope') ?? 'company',
      amountLimit: shared(grants, line, 'amountLimit') ?? null,
    })
  return next
}

/** Sets scope or limit of everything granted on a document. */
export function withValue(grants: Grants, line: DocumentPermissions, value: Partial<GrantValue>): Grants {
  const next = new Map(grants)
  for (const action of line.actions) {
    const name = `${line.key}.${action}`
    const before = next.get(name)
    if (before) next.set(name, { ...before, ...value })
  }
  return next
}

export const toInput = (grants: Grants): GrantInput[] =>
  [...grants].map(([permission, value]) => ({ permission, ...value }))
