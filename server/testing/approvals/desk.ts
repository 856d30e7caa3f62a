import type { z } from 'zod'
import type { ApprovalStepContent, decidedApproval } from '@/server/contracts/platform/approval'
import { AppError } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { decideApproval } from '@/server/platform/approvals/decide'
import { createApprovalFlow, publishApprovalFlow } from '@/server/platform/approvals/flows'
import { runCommand } from '@/server/platform/commands/runner'
import type { Actor } from '@/server/platform/identity/actor'
import { resolveActor } from '@/server/platform/identity/session'
import { pools } from '@/server/platform/pools'
import { createTestPerson, type PersonOptions, slugOf } from '../people'
import { createSalesCompany, line, makeOrder, makeSalesCustomer, makeSoldItem, type SalesCompany } from '../sales'
import { readRows } from '../stock'

/** A member of the desk: the actor as a session gives it, and their place in the tenant. */
export type Colleague = Actor & { readonly membershipId: Id; readonly token: string }

/** A company whose people decide. */
export type Office = Pick<SalesCompany, 'tenantId' | 'admin' | 'call'>

export interface Desk extends SalesCompany {
  readonly customerId: Id
  readonly itemId: Id
}

export async function createDesk(): Promise<Desk> {
  const c = await createSalesCompany()
  const customerId = await makeSalesCustomer(c)
  const itemId = await makeSoldItem(c, { price: '100', stock: '1000', cost: '40' })
  return { ...c, customerId, itemId }
}

/** Somebody who works here: with an account, a role of their own (`roleCode`) and a session. */
export async function colleague(
  desk: Pick<Office, 'tenantId'>,
  name: string,
  options: PersonOptions & { roles?: readonly string[] } = {},
): Promise<Colleague> {
  const person = await createTestPerson(desk.tenantId, options)
  await pools.auth`update membership set name = ${name} where tenant_id = ${desk.tenantId} and id = ${person.membershipId}`
  for (const code of options.roles ?? []) {
    await pools.auth`
      insert into role (tenant_id, id, code, name) values (${desk.tenantId}, ${newId()}, ${code}, ${code}) on conflict (tenant_id, code) do nothing`
    await pools.auth`
      insert into membership_role (tenant_id, id, membership_id, role_id)
      select ${desk.tenantId}, ${newId()}, ${person.membershipId}, id from role where tenant_id = ${desk.tenantId} and code = ${code}`
  }
  const actor = await resolveActor({ token: person.token, tenantSlug: await slugOf(desk.tenantId) })
  if (!actor) throw new Error('no actor')
  return { ...actor, name, membershipId: person.membershipId, token: person.token }
}

/** Makes one member report to another. */
export async function reportsTo(desk: Desk, member: Colleague, manager: Colleague): Promise<void> {
  await pools.auth`
    update membership set manager_id = ${manager.membershipId} where tenant_id = ${desk.tenantId} and id = ${member.membershipId}`
}

type StepInput = Partial<ApprovalStepContent> & Pick<ApprovalStepContent, 'approvers'>
/** A flow in force on sales orders at `approve`, unless told otherwise. */
export async function flow(
  desk: Pick<Office, 'call'>,
  steps: readonly StepInput[],
  more: { condition?: string; priority?: number; document?: string; transition?: string } = {},
): Promise<{ id: Id; version: number }> {
  const made = await runCommand(
    createApprovalFlow,
    {
      code: `F-${newId()}`,
      nameEn: 'Flow',
      nameZh: '审批流',
      document: more.document ?? 'sales_order',
      transition: more.transition ?? 'approve',
      content: {
        condition: more.condition ?? '',
        priority: more.priority ?? 100,
        steps: steps.map((step, i) => ({ nameEn: `Step ${i + 1}`, nameZh: `步骤 ${i + 1}`, stage: i + 1, ...step })),
      },
    },
    desk.call,
  )
  const { id, version } = await runCommand(publishApprovalFlow, made, desk.call)
  return { id, version }
}

export const order = async (desk: Desk, by: Actor, quantity = '10'): Promise<Id> =>
  (await makeOrder({ ...desk, call: { ...desk.call, actor: by } }, desk.customerId, [line(desk.itemId, quantity)])).id

/** The refusal that a promise ends with. */
export async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => undefined,
    (e: unknown) => e,
  )
  if (error instanceof AppError) return error
  throw error ?? new Error('it was not refused')
}

/** The approval that runs on a document, or ran last. */
export async function instanceOf(desk: Pick<Office, 'admin'>, documentId: Id) {
  const [row] = await readRows<{
    id: Id
    status: string
    executed: boolean
    stopped: string | null
    reason: string | null
  }>(
    desk.admin,
    `select id, status, executed_at is not null as executed, stopped_code as stopped, end_reason as reason
     from approval_instance where document_id = $1 order by id desc limit 1`,
    [documentId],
  )
  if (!row) throw new Error('no approval')
  return row
}

export const statusOf = async (desk: Pick<Office, 'admin'>, table: string, id: Id): Promise<string | undefined> =>
  (await readRows<{ status: string }>(desk.admin, `select status from ${table} where id = $1`, [id]))[0]?.status

export async function decide(
  desk: Office,
  by: Actor,
  documentId: Id,
  decision: 'approve' | 'return' = 'approve',
  comment = '',
  now = desk.call.now,
): Promise<z.input<typeof decidedApproval>> {
  const { id } = await instanceOf(desk, documentId)
  return runCommand(decideApproval, { id, decision, comment }, { actor: by, ...(now && { now }) })
}

/** Who is asked now, by name, with what brought them there. */
export async function asked(desk: Pick<Office, 'admin'>, documentId: Id): Promise<string[]> {
  const rows = await readRows<{ name: string; via: string }>(
    desk.admin,
    `select m.name, a.via from approval_instance i join approval_step s on s.instance_id = i.id and s.status = 'open'
     join approval_approver a on a.step_id = s.id join membership m on m.user_id = a.user_id
     where i.document_id = $1 and i.status = 'running' order by s.position, m.name`,
    [documentId],
  )
  return rows.map((r) => `${r.name} (${r.via})`)
}
