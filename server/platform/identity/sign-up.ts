import type { z } from 'zod'
import { signUpInput } from '@/server/contracts/platform/identity'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { parseInput } from '../commands/parse'
import { pools } from '../pools'
import { type AuthSql, logInTenant } from './auth-log'
import { demandGoodPassword, hashPassword } from './password'
import { type Origin, startSession } from './start-session'
import { ADMINISTRATOR, systemRoles } from './system-roles'
import { addressLimit, countAttempt } from './throttle'

export interface SignedUp {
  readonly token: string
  readonly userId: Id
  readonly tenantId: Id
  readonly slug: string
}

/** Names that are addresses of Keel itself, or will be. */
const RESERVED = new Set(
  'api app auth www admin sign-in sign-up sign-out set-up setup second-factor invitation portal tenants health metrics static assets public help docs support status keel new settings'.split(
    ' ',
  ),
)

/** The address part of a tenant, from its name: `Müller & Söhne GmbH` gives `muller-sohne-gmbh`. */
export function slugFrom(name: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '')
  return slug.length < 2 || RESERVED.has(slug) ? `${slug || 'company'}-${newId().slice(-4)}` : slug
}

/**
 * A person and their tenant in one go: account, tenant, system roles, administrator membership, session. The first company
 * follows by `platform.createCompany`. An address that has an account is refused (`identity.email_taken`): who owns it signs in.
 */
export async function signUp(raw: z.input<typeof signUpInput>, origin: Origin): Promise<SignedUp> {
  const input = parseInput(signUpInput, raw)
  demandGoodPassword(input.password, [input.name, input.email, input.organisation])
  if (origin.ip) await countAttempt(pools.auth, [{ ...addressLimit(`sign-up ${origin.ip}`), allowed: 20 }])
  const passwordHash = await hashPassword(input.password)
  const [userId, tenantId] = [newId(), newId()]
  return pools.auth.begin(async (sql) => {
    const made = await sql`
      insert into user_account (id, email, name, password_hash, locale)
      values (${userId}, ${input.email}, ${input.name}, ${passwordHash}, ${input.locale}) on conflict (email) do nothing returning id`
    if (made.length === 0)
      throw new AppError('conflict', 'identity.email_taken', {}, [{ path: 'email', code: 'identity.email_taken' }])
    const slug = await insertTenant(sql, tenantId, input.organisation)
    await insertAdministrator(sql, tenantId, { userId, name: input.name, email: input.email })
    await logInTenant(sql, tenantId, {
      action: 'create',
      userId,
      document: 'tenant',
      documentId: tenantId,
      label: slug,
    })
    const { token } = await startSession(sql, { userId, kind: 'web', pending: false, origin })
    return { token, userId, tenantId, slug }
  })
}

async function insertTenant(sql: AuthSql, tenantId: Id, name: string): Promise<string> {
  const wanted = slugFrom(name)
  for (const slug of [wanted, `${wanted}-${tenantId.slice(-4)}`, `${wanted}-${tenantId.slice(-12)}`]) {
    const made = await sql`
      insert into tenant (id, slug, name) values (${tenantId}, ${slug}, ${name}) on conflict (slug) do nothing returning id`
    if (made.length > 0) return slug
  }
  throw new AppError('conflict', 'common.duplicate')
}

async function insertAdministrator(sql: AuthSql, tenantId: Id, person: { userId: Id; name: string; email: string }) {
  const membershipId = newId()
  await sql`
    insert into membership (tenant_id, id, user_id, name, email)
    values (${tenantId}, ${membershipId}, ${person.userId}, ${person.name}, ${person.email})`
  for (const { code } of systemRoles) {
    const roleId = newId()
    await sql`insert into role (tenant_id, id, code, name, system) values (${tenantId}, ${roleId}, ${code}, ${code}, true)`
    if (code === ADMINISTRATOR)
      await sql`
        insert into membership_role (tenant_id, id, membership_id, role_id) values (${tenantId}, ${newId()}, ${membershipId}, ${roleId})`
  }
}
