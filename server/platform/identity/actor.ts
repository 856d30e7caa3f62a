import { AppError, forbidden } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString } from '@/server/kernel/money'

/** Which rows a permission reaches: documents of one's own, of the companies one may enter, or of all companies. */
export type RowScope = 'own' | 'company' | 'all'

export interface Grant {
  readonly scope: RowScope
  /** Largest amount, in base currency, that the permission covers; null = unlimited. */
  readonly amountLimit: DecimalString | null
}

/** Who acts: a person on the web, a bearer token of a person, or the system reacting to an event. */
export interface Actor {
  readonly kind: 'user' | 'token' | 'system'
  readonly userId: Id
  readonly tenantId: Id
  readonly name: string
  readonly email: string
  readonly locale: 'en' | 'zh'
  /** Companies that may be entered; '*' = all, also later ones. */
  readonly companies: '*' | readonly Id[]
  /** Permission (`module.document.action`) to what it grants. Absent = denied. */
  readonly grants: ReadonlyMap<string, Grant>
  /** Codes of the roles held; rules may name them. */
  readonly roles: readonly string[]
  /** The session or token that the call came with; absent for the system. */
  readonly sessionId?: Id
}

/** The grant for a permission, also through `module.document.*`, `module.*` and `*`; undefined = denied. */
export function grantOf(actor: Actor, permission: string): Grant | undefined {
  const exact = actor.grants.get(permission)
  if (exact) return exact
  for (let end = permission.lastIndexOf('.'); end > 0; end = permission.lastIndexOf('.', end - 1)) {
    const wide = actor.grants.get(`${permission.slice(0, end)}.*`)
    if (wide) return wide
  }
  return actor.grants.get('*')
}

export const may = (actor: Actor, permission: string): boolean => grantOf(actor, permission) !== undefined

/** The grant, or the refusal `common.forbidden`. */
export function demand(actor: Actor, permission: string): Grant {
  const grant = grantOf(actor, permission)
  if (!grant) throw forbidden(permission)
  return grant
}

/** Refuses when the amount (base currency) is over what the grant covers; exactly at the limit passes. */
export function demandAmount(grant: Grant, amount: DecimalString): void {
  if (grant.amountLimit !== null && new Decimal(amount).abs().greaterThan(grant.amountLimit))
    throw new AppError('forbidden', 'common.amount_limit', { amount, limit: grant.amountLimit })
}

const ALL: Grant = { scope: 'all', amountLimit: null }
/** The nil-but-one uuid: the author of what happens by itself. */
export const SYSTEM_USER_ID: Id = '00000000-0000-7000-8000-000000000001'

/** The actor of reactions and schedules: every permission, in one tenant. */
export const systemActor = (tenantId: Id): Actor => ({
  kind: 'system',
  userId: SYSTEM_USER_ID,
  tenantId,
  name: 'Keel',
  email: '',
  locale: 'en',
  companies: '*',
  grants: new Map([['*', ALL]]),
  roles: ['system'],
})
