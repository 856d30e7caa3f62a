import { AppError, forbidden } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { Decimal, type DecimalString } from '@/server/kernel/money'
import { covers } from './covers'

/** Which rows a permission reaches: documents of one's own, of the companies one may enter, or of all companies. */
export type RowScope = 'own' | 'company' | 'all'

export interface Grant {
  readonly scope: RowScope
  /** Largest amount, in base currency, that the permission covers; null = unlimited. */
  readonly amountLimit: DecimalString | null
}

/** Who acts: a person on the web, a bearer token of a person, the system reacting to an event, or a guest whom a signed link let in. */
export interface Actor {
  readonly kind: 'user' | 'token' | 'system' | 'guest'
  readonly userId: Id
  readonly tenantId: Id
  readonly name: string
  readonly email: string
  readonly locale: 'en' | 'zh'
  /** Companies that may be entered; '*' = all, also later ones. */
  readonly companies: '*' | readonly Id[]
  /** Permission (`module.document.action`) to what it grants. Absent = denied. */
  readonly grants: ReadonlyMap<string, Grant>
  /** Permissions that no grant gives at present, because the feature flag behind them is off for the tenant. */
  readonly withheld?: readonly string[]
  /** Codes of the roles held; rules may name them. */
  readonly roles: readonly string[]
  /** The session or token that the call came with; absent for the system. */
  readonly sessionId?: Id
  /** A guest only: the supplier whose link it is. What a guest sees and does is this supplier's, whatever the input says. */
  readonly supplierId?: Id
}

/** The grant for a permission, also through `module.document.*`, `module.*` and `*`; undefined = denied. */
export function grantOf(actor: Actor, permission: string): Grant | undefined {
  if (actor.withheld?.some((pattern) => covers(pattern, permission))) return undefined
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

/**
 * Who comes by a signed link and has no account: one tenant, the companies named, and exactly these permissions. The link is the
 * author of what is done with it.
 */
export const guestActor = (
  link: { tenantId: Id; id: Id },
  guest: Pick<Actor, 'name' | 'companies'> & { supplierId?: Id },
  permissions: readonly string[],
): Actor => ({
  kind: 'guest',
  userId: link.id,
  tenantId: link.tenantId,
  email: '',
  locale: 'en',
  roles: [],
  grants: new Map(permissions.map((permission) => [permission, { scope: 'company', amountLimit: null }])),
  ...guest,
})

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
