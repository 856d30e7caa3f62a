import type { z } from 'zod'
import { acceptInvitationInput } from '@/server/contracts/platform/identity'
import { AppError, conflict, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { parseInput } from '../commands/parse'
import { pools } from '../pools'
import { type AuthSql, logInTenant } from './auth-log'
import { readInvitationToken } from './invitation-link'
import { demandGoodPassword, hashPassword, verifyPassword } from './password'
import type { SignedIn } from './sign-in'
import { type Origin, startSession } from './start-session'
import { accountLimit, addressLimit, clearAttempts, countAttempt } from './throttle'

export interface OpenInvitation {
  readonly tenantName: string
  readonly slug: string
  readonly email: string
  readonly name: string
  readonly invitedByName: string
  /** The address has an account: its password is asked for; otherwise a new one is chosen. */
  readonly hasAccount: boolean
}

/** What a link invites to, or null when it is not ours, used, taken back or too old. */
export async function openInvitation(token: string): Promise<OpenInvitation | null> {
  const key = readInvitationToken(token)
  if (!key) return null
  const [row] = await pools.auth<OpenInvitation[]>`
    select t.name as "tenantName", t.slug, i.email, i.name, i.invited_by_name as "invitedByName",
           exists (select 1 from user_account u where u.email = i.email) as "hasAccount"
      from invitation i join tenant t on t.id = i.tenant_id
     where i.tenant_id = ${key.tenantId} and i.id = ${key.id} and i.accepted_at is null and i.revoked_at is null
       and i.expires_at > now() and t.status = 'active'`
  return row ?? null
}

/**
 * Accepts an invitation, once: makes the account or proves it by its password, adds the membership with its roles and signs
 * in. Someone with a second factor is asked for it before the session opens anything.
 */
export async function acceptInvitation(
  rawInput: z.input<typeof acceptInvitationInput>,
  origin: Origin,
): Promise<SignedIn & { readonly slug: string }> {
  const input = parseInput(acceptInvitationInput, rawInput)
  const [key, open] = [readInvitationToken(input.token), await openInvitation(input.token)]
  if (!key || !open) throw conflict('identity.invitation_ended')
  const account = await personFor(open, input, origin)
  const token = await pools.auth.begin(async (sql) => {
    const [taken] = await sql<{ role_ids: Id[]; companies: Id[] | null }[]>`
      update invitation set accepted_at = now()
       where tenant_id = ${key.tenantId} and id = ${key.id} and accepted_at is null and revoked_at is null and expires_at > now()
      returning role_ids, companies`
    if (!taken) throw conflict('identity.invitation_ended')
    if (account.passwordHash)
      await sql`
        insert into user_account (id, email, name, password_hash, locale)
        values (${account.id}, ${open.email}, ${account.name}, ${account.passwordHash}, ${input.locale})`
    await insertMembership(sql, key.tenantId, { ...account, email: open.email }, taken)
    await logInTenant(sql, key.tenantId, {
      action: 'accept',
      userId: account.id,
      document: 'invitation',
      documentId: key.id,
      label: open.email,
    })
    return (await startSession(sql, { userId: account.id, kind: 'web', pending: account.secondFactor, origin })).token
  })
  return { token, userId: account.id, state: account.secondFactor ? 'second_factor' : 'signed_in', slug: open.slug }
}

interface Person {
  readonly id: Id
  readonly name: string
  readonly secondFactor: boolean
  /** Set for a new account. */
  readonly passwordHash?: string
}

async function personFor(
  open: OpenInvitation,
  input: z.output<typeof acceptInvitationInput>,
  origin: Origin,
): Promise<Person> {
  if (!open.hasAccount) {
    const name = input.name ?? open.name
    demandGoodPassword(input.password, [name, open.email, open.tenantName])
    return { id: newId(), name, secondFactor: false, passwordHash: await hashPassword(input.password) }
  }
  const limits = [accountLimit(open.email), ...(origin.ip ? [addressLimit(origin.ip)] : [])]
  await countAttempt(pools.auth, limits)
  const [account] = await pools.auth<
    { id: Id; name: string; password_hash: string; status: string; second: boolean }[]
  >`
    select id, name, password_hash, status, totp_enabled_at is not null as second from user_account where email = ${open.email}`
  const right = await verifyPassword(input.password, account?.password_hash)
  if (!account || !right || account.status !== 'active') throw validation('identity.password_wrong', 'password')
  await clearAttempts(pools.auth, limits)
  return { id: account.id, name: account.name, secondFactor: account.second }
}

async function insertMembership(
  sql: AuthSql,
  tenantId: Id,
  person: { id: Id; name: string; email: string },
  given: { role_ids: Id[]; companies: Id[] | null },
): Promise<void> {
  const membershipId = newId()
  const made = await sql`
    insert into membership (tenant_id, id, user_id, name, email, companies)
    values (${tenantId}, ${membershipId}, ${person.id}, ${person.name}, ${person.email}, ${given.companies}::uuid[])
    on conflict (tenant_id, user_id) do nothing returning id`
  if (made.length === 0) throw new AppError('conflict', 'identity.already_member', { email: person.email })
  // Roles removed since the invitation are left out.
  const roles = await sql<
    { id: Id }[]
  >`select id from role where tenant_id = ${tenantId} and id = any (${given.role_ids}::uuid[])`
  for (const role of roles)
    await sql`
      insert into membership_role (tenant_id, id, membership_id, role_id) values (${tenantId}, ${newId()}, ${membershipId}, ${role.id})`
}
