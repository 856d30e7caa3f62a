import { registry } from '../commands/command'
import type { Grant } from './actor'
import { type GrantRow, mergeGrants } from './grants'
import { systemRoleGrants } from './system-roles'

interface StoredRole {
  code: string
  system: boolean
  grants: GrantRow[] | null
}
interface Rights {
  grants: ReadonlyMap<string, Grant>
  codes: string[]
}

/** Merged rights by what they were merged from: the same roles give the same answer, and people share roles. */
const merged = new Map<string, Rights>()

/** The merged rights of roles, given as the JSON text that the session query makes of them. */
export function rightsOf(stored: string | null): Rights {
  const key = `${registry.size} ${stored}`
  const known = merged.get(key)
  if (known) return known
  const roles = JSON.parse(stored ?? '[]') as StoredRole[]
  const rows = roles.flatMap(({ code, system, grants }) =>
    system
      ? [...systemRoleGrants(code)].map(([permission, grant]): GrantRow => ({ permission, ...grant }))
      : (grants ?? []),
  )
  const rights = { grants: mergeGrants(rows), codes: roles.map((role) => role.code) }
  if (merged.size >= 1000) merged.clear()
  merged.set(key, rights)
  return rights
}
