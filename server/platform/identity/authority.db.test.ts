import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Id } from '@/server/kernel/ids'
import { newId } from '@/server/kernel/ids'
import { createTestPerson, slugOf, type TestPerson } from '@/server/testing/people'
import { runCommand, runQuery } from '../commands/runner'
import { closePools } from '../pools'
import { createCompany, listCompanies } from '../tenancy/companies'
import { onCompanyCreated } from '../tenancy/company-setup'
import { acceptInvitation, openInvitation } from './accept-invitation'
import { runAccount } from './account-command'
import type { Actor } from './actor'
import { invitationLink, invitePerson, revokeInvitation } from './invitations'
import { memberSessions, revokeMemberSession } from './member-sessions'
import { listMembers, updateMember } from './members'
import { createRole, deleteRole, listRoles, updateRole } from './roles'
import { resolveActor } from './session'
import { signUp } from './sign-up'

const origin = { ip: null, userAgent: null }
const PASSWORD = 'nine purple wagons'
let tenantId: Id
let slug: string
let admin: Actor
let roleIds: Map<string, Id>

const actorOf = async (token: string): Promise<Actor> => {
  const actor = await resolveActor({ token, tenantSlug: slug })
  if (!actor) throw new Error('nobody')
  return actor
}
const role = (code: string): Id => roleIds.get(code) ?? ''
const grant = (permission: string, more = {}) => ({ permission, scope: 'all' as const, ...more })

beforeAll(async () => {
  const email = `a-${newId().slice(-12)}@example.com`
  const made = await signUp({ name: 'Ada', email, password: PASSWORD, organisation: 'Authority' }, origin)
  ;({ tenantId, slug } = made)
  admin = await actorOf(made.token)
  const { rows } = await runQuery(listRoles, {}, { actor: admin })
  roleIds = new Map(rows.map((row) => [row.code, row.id]))
})
afterAll(closePools)

/** Someone who may manage people and roles, and read roles, but no more. */
const manager = async (): Promise<Actor> =>
  actorOf(
    (
      await createTestPerson(tenantId, {
        permissions: ['platform.person.*', 'platform.role.*', 'platform.invitation.*', 'platform.session.*'],
        roleCode: `manager-${newId().slice(-8)}`,
      })
    ).token,
  )
const memberOf = async (person: TestPerson) => {
  const { rows } = await runQuery(listMembers, {}, { actor: admin })
  const row = rows.find((r) => r.userId === person.userId)
  if (!row) throw new Error('no such member')
  return { id: row.id, roleIds: row.roles.map((r) => r.id), companies: row.companies, status: row.status }
}

describe('nobody gives what they do not hold', () => {
  it('in a new role: permission, pattern, rows or amount', async () => {
    const person = await createTestPerson(tenantId, {
      permissions: ['platform.role.*', { permission: 'platform.person.read', scope: 'company', amountLimit: '100' }],
    })
    const actor = await actorOf(person.token)
    const attempt = (...grants: object[]) =>
      runCommand(createRole, { code: `r-${newId().slice(-8)}`, name: 'R', description: null, grants }, { actor })
    for (const beyond of [
      grant('platform.person.update'),
      grant('*'),
      grant('platform.*'),
      grant('platform.person.read', { scope: 'company' }),
      grant('platform.person.read', { amountLimit: '100' }),
      grant('platform.person.read', { scope: 'company', amountLimit: '100.01' }),
    ])
      await expect(attempt(beyond), JSON.stringify(beyond)).rejects.toMatchObject({
        code: 'identity.beyond_own_rights',
      })
    await attempt(grant('platform.person.read', { scope: 'own', amountLimit: '100' }), grant('platform.role.read'))
  })

  it('to a person, by invitation, or by its link', async () => {
    const actor = await manager()
    const target = await createTestPerson(tenantId, { permissions: ['platform.person.read'] })
    const member = await memberOf(target)
    await expect(
      runCommand(updateMember, { ...member, roleIds: [...member.roleIds, role('administrator')] }, { actor }),
    ).rejects.toMatchObject({ code: 'identity.beyond_own_rights' })
    const invitee = { email: 'x@example.com', name: 'X', roleIds: [role('administrator')], companies: null }
    await expect(runCommand(invitePerson, invitee, { actor })).rejects.toMatchObject({
      code: 'identity.beyond_own_rights',
    })
    const { id } = await runCommand(invitePerson, invitee, { actor: admin })
    await expect(runQuery(invitationLink, { id }, { actor })).rejects.toMatchObject({ kind: 'forbidden' })
  })

  it('nor takes it: an administrator is not demoted or suspended by a lesser manager', async () => {
    const actor = await manager()
    const { rows } = await runQuery(listMembers, {}, { actor })
    const boss = rows.find((row) => row.userId === admin.userId)
    const change = { id: boss?.id, roleIds: [], companies: null, status: 'suspended' }
    await expect(runCommand(updateMember, change, { actor })).rejects.toMatchObject({
      code: 'identity.beyond_own_rights',
    })
  })

  it('and companies only where they may enter', async () => {
    const own = newId()
    const person = await createTestPerson(tenantId, { permissions: ['*'], companies: [own] })
    const invitee = { email: 'y@example.com', name: 'Y', roleIds: [role('auditor')], companies: null }
    await expect(runCommand(invitePerson, invitee, { actor: await actorOf(person.token) })).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })
})

describe('one’s own rights and the system’s roles', () => {
  it('are not changed by oneself', async () => {
    const person = await createTestPerson(tenantId, { permissions: ['*'], roleCode: 'own-role' })
    const actor = await actorOf(person.token)
    const member = await memberOf(person)
    await expect(runCommand(updateMember, member, { actor })).rejects.toMatchObject({ code: 'identity.own_rights' })
    const { rows } = await runQuery(listRoles, {}, { actor })
    const mine = rows.find((row) => row.code === 'own-role')
    expect(mine?.locked).toBe('identity.own_rights')
    const change = { id: mine?.id, name: 'Mine', description: null, grants: [grant('*')] }
    await expect(runCommand(updateRole, change, { actor })).rejects.toMatchObject({ code: 'identity.own_rights' })
  })

  it('stay as they come', async () => {
    const change = { id: role('auditor'), name: 'Auditor', description: null, grants: [] }
    await expect(runCommand(updateRole, change, { actor: admin })).rejects.toMatchObject({
      code: 'identity.system_role',
    })
    await expect(runCommand(deleteRole, { id: role('sales') }, { actor: admin })).rejects.toMatchObject({
      code: 'identity.system_role',
    })
  })

  it('a permission that does not exist is refused', async () => {
    const made = { code: 'odd', name: 'Odd', description: null, grants: [grant('platform.person.fly')] }
    await expect(runCommand(createRole, made, { actor: admin })).rejects.toMatchObject({
      code: 'identity.permission_unknown',
    })
  })

  it('a changed role holds from the next call', async () => {
    const person = await createTestPerson(tenantId, { permissions: ['platform.person.read'], roleCode: 'clerk' })
    const { rows } = await runQuery(listRoles, {}, { actor: admin })
    const clerk = rows.find((row) => row.code === 'clerk')
    await runCommand(
      updateRole,
      {
        id: clerk?.id,
        version: clerk?.version,
        name: 'Clerk',
        description: null,
        grants: [grant('platform.role.read')],
      },
      { actor: admin },
    )
    expect([...(await actorOf(person.token)).grants.keys()]).toEqual(['platform.role.read'])
  })
})

describe('the last administrator', () => {
  it('cannot be removed, even by two who remove each other', async () => {
    const email = `l-${newId().slice(-12)}@example.com`
    const first = await signUp({ name: 'First', email, password: PASSWORD, organisation: 'Last' }, origin)
    const actor = (await resolveActor({ token: first.token, tenantSlug: first.slug })) as Actor
    const { rows } = await runQuery(listRoles, {}, { actor })
    const administrator = rows.find((row) => row.code === 'administrator')?.id ?? ''
    const second = await createTestPerson(first.tenantId, { permissions: [] })
    const find = async (userId: Id) =>
      (await runQuery(listMembers, {}, { actor })).rows.find((row) => row.userId === userId)?.id
    const change = { roleIds: [administrator], companies: null, status: 'active' as const }
    await runCommand(updateMember, { id: await find(second.userId), ...change }, { actor })
    const other = (await resolveActor({ token: second.token, tenantSlug: first.slug })) as Actor
    const [a, b] = [await find(first.userId), await find(second.userId)]
    const outcomes = await Promise.allSettled([
      runCommand(updateMember, { id: b, ...change, roleIds: [] }, { actor }),
      runCommand(updateMember, { id: a, ...change, status: 'suspended' }, { actor: other }),
    ])
    const refused = outcomes.filter((o) => o.status === 'rejected')
    expect(refused.map((o) => o.reason.code)).toEqual(['identity.last_administrator'])
  })
})

describe('an invitation', () => {
  const invite = async (email: string) => {
    const input = { email, name: 'Invited', roleIds: [role('sales')], companies: null }
    const { id } = await runCommand(invitePerson, input, { actor: admin })
    const { url } = await runQuery(invitationLink, { id }, { actor: admin })
    return { id, token: url.split('/').pop() ?? '' }
  }

  it('lets a new person in, once', async () => {
    const email = `i-${newId().slice(-12)}@example.com`
    const { token } = await invite(email)
    expect(await openInvitation(token)).toMatchObject({ email, slug, hasAccount: false })
    const answers = await Promise.allSettled([
      acceptInvitation({ token, password: PASSWORD }, origin),
      acceptInvitation({ token, password: PASSWORD }, origin),
    ])
    const accepted = answers.filter((a) => a.status === 'fulfilled')
    expect(accepted).toHaveLength(1)
    const actor = await actorOf(accepted[0]?.value.token ?? '')
    expect(actor.roles).toEqual(['sales'])
    await expect(acceptInvitation({ token, password: PASSWORD }, origin)).rejects.toMatchObject({
      code: 'identity.invitation_ended',
    })
    expect(await openInvitation(token)).toBeNull()
  })

  it('asks someone with an account for its password', async () => {
    const email = `e-${newId().slice(-12)}@example.com`
    await signUp({ name: 'Eve', email, password: PASSWORD, organisation: 'Elsewhere' }, origin)
    const { token } = await invite(email)
    expect(await openInvitation(token)).toMatchObject({ hasAccount: true })
    await expect(acceptInvitation({ token, password: 'a different guess' }, origin)).rejects.toMatchObject({
      code: 'identity.password_wrong',
    })
    expect((await acceptInvitation({ token, password: PASSWORD }, origin)).state).toBe('signed_in')
  })

  it('cannot be forged, altered, or used after it was taken back', async () => {
    const { id, token } = await invite(`r-${newId().slice(-12)}@example.com`)
    expect(await openInvitation(`${token.slice(0, -4)}AAAA`)).toBeNull()
    expect(await openInvitation('nonsense')).toBeNull()
    await runCommand(revokeInvitation, { id }, { actor: admin })
    await expect(acceptInvitation({ token, password: PASSWORD }, origin)).rejects.toMatchObject({
      code: 'identity.invitation_ended',
    })
  })
})

describe('sessions of members', () => {
  it('are seen and ended by who may, and hold no longer', async () => {
    const person = await createTestPerson(tenantId, { permissions: ['platform.person.read'] })
    await actorOf(person.token)
    await expect
      .poll(async () => (await runAccount(memberSessions, {}, admin)).rows.some((row) => row.id === person.sessionId))
      .toBe(true)
    await expect(runAccount(revokeMemberSession, { id: admin.sessionId }, await manager())).rejects.toMatchObject({
      kind: 'forbidden',
    })
    await runAccount(revokeMemberSession, { id: person.sessionId }, await manager())
    expect(await resolveActor({ token: person.token, tenantSlug: slug })).toBeNull()
  })

  it('of other tenants do not exist here', async () => {
    const email = `o-${newId().slice(-12)}@example.com`
    const other = await signUp({ name: 'Otto', email, password: PASSWORD, organisation: 'Other' }, origin)
    const theirs = await resolveActor({ token: other.token, tenantSlug: other.slug })
    await expect(runAccount(revokeMemberSession, { id: theirs?.sessionId }, admin)).rejects.toMatchObject({
      kind: 'not_found',
    })
    expect(await slugOf(other.tenantId)).toBe(other.slug)
  })
})

describe('a company', () => {
  const input = { code: 'DE', name: 'Keel GmbH', country: 'DE', baseCurrency: 'EUR', timeZone: 'Europe/Berlin' }

  it('is set up by the modules in the same transaction, or not made', async () => {
    const seen: string[] = []
    onCompanyCreated('test', async (_ctx, company) => {
      seen.push(`${company.companyId} ${company.chartTemplate} ${company.fiscalYearStartMonth}`)
      if (company.code === 'BAD') throw new Error('set-up failed')
    })
    const { id } = await runCommand(createCompany, { ...input, fiscalYearStartMonth: 4 }, { actor: admin })
    expect(seen).toEqual([`${id} ifrs 4`])
    await expect(runCommand(createCompany, { ...input, code: 'BAD' }, { actor: admin })).rejects.toThrow()
    const { rows } = await runQuery(listCompanies, {}, { actor: admin })
    expect(rows.map((row) => row.code)).toEqual(['DE'])
    await expect(runCommand(createCompany, input, { actor: admin })).rejects.toMatchObject({
      code: 'identity.company_code_taken',
    })
  })
})
