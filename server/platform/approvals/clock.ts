import { z } from 'zod'
import type { EscalationTarget } from '@/server/contracts/platform/approval'
import type { Id } from '@/server/kernel/ids'
import type { CommandDefinition } from '../commands/command'
import type { CommandContext } from '../commands/context'
import { runCommand } from '../commands/runner'
import { systemActor } from '../identity/actor'
import { pools } from '../pools'
import { logger } from '../telemetry/logger'
import { type Instance, lockInstance } from './instance'
import { administrators, escalated } from './people'
import { ask, decidedBy, tell } from './steps'

interface Due {
  id: Id
  instanceId: Id
  nameEn: string
  nameZh: string
  remind: boolean
  escalate: boolean
  escalateTo: EscalationTarget | null
}

/** One instance a command: the clock holds no row longer than it takes to remind its people. */
const tick: CommandDefinition<z.ZodType<{ instanceId: Id }>, z.ZodNull> = {
  kind: 'command',
  name: 'control.remindApprovers',
  permission: null,
  input: z.custom<{ instanceId: Id }>(),
  output: z.null(),
  handler: async (ctx, { instanceId }) => {
    const instance = await lockInstance(ctx, instanceId)
    if (instance?.status !== 'running') return null
    const now = ctx.now.toISOString()
    const due = await ctx.sql<Due[]>`
      select id, instance_id as "instanceId", name_en as "nameEn", name_zh as "nameZh", coalesce(remind_at <= ${now}, false) as remind,
             escalated_at is null and coalesce(escalate_at <= ${now}, false) as escalate, escalate_to as "escalateTo"
      from approval_step where tenant_id = ${ctx.tenantId} and instance_id = ${instanceId} and status = 'open' order by position`
    for (const step of due) {
      if (step.escalate) await escalate(ctx, instance, step)
      if (step.remind) await remind(ctx, instance, step)
    }
    return null
  },
}

/** The approvers of a step who have not decided and still can. */
async function waiting(ctx: CommandContext, stepId: Id, decided: readonly Id[]): Promise<Id[]> {
  const rows = await ctx.sql<{ userId: Id }[]>`
    select user_id as "userId" from approval_approver
    where tenant_id = ${ctx.tenantId} and step_id = ${stepId} and user_id <> all (${[...decided]}::uuid[])`
  return rows.map((row) => row.userId)
}

async function remind(ctx: CommandContext, instance: Instance, step: Due): Promise<void> {
  await tell(ctx, instance, step, await waiting(ctx, step.id, await decidedBy(ctx, instance.id)), 'approval_reminder')
  await ctx.sql`
    update approval_step set reminders = reminders + 1, remind_at = ${ctx.now.toISOString()}::timestamptz + remind_hours * interval '1 hour'
    where tenant_id = ${ctx.tenantId} and id = ${step.id}`
}

/** Who was asked first can still decide; whom it goes to can as well. Where that is nobody new, it goes to the administrators. */
async function escalate(ctx: CommandContext, instance: Instance, step: Due): Promise<void> {
  const decided = await decidedBy(ctx, instance.id)
  const there = await waiting(ctx, step.id, decided)
  const without = [instance.requesterId, ...decided, ...there]
  const found = step.escalateTo ? await escalated(ctx, step.escalateTo, instance.companyId, there, without) : []
  const people = found.length > 0 ? found : await administrators(ctx, instance.companyId, without)
  await ctx.sql`
    update approval_step set escalated_at = ${ctx.now.toISOString()} where tenant_id = ${ctx.tenantId} and id = ${step.id}`
  await ask(ctx, instance, step, people)
  await tell(
    ctx,
    instance,
    step,
    people.map((p) => p.userId),
    'approval_escalated',
  )
  ctx.record({
    action: 'escalate_approval',
    document: instance.document,
    documentId: instance.documentId,
    companyId: instance.companyId,
    label: instance.label,
    after: { step: step.nameEn, to: people.map((p) => p.name) },
  })
}

/** Reminds and escalates what is due, in every tenant. Returns how many approvals were looked at. */
export async function remindApprovers(now = new Date()): Promise<number> {
  const due = await pools.system.begin('read only', async (sql) => {
    // Companies are walled off by the companies that one may enter; the clock goes through all.
    await sql`set local app.companies = '*'`
    return sql<{ tenantId: Id; instanceId: Id }[]>`
    select distinct tenant_id as "tenantId", instance_id as "instanceId" from approval_step
    where status = 'open' and (remind_at <= ${now.toISOString()} or (escalated_at is null and escalate_at <= ${now.toISOString()}))
    order by 1, 2`
  })
  for (const { tenantId, instanceId } of due)
    await runCommand(tick, { instanceId }, { actor: systemActor(tenantId), now }).catch((err: unknown) =>
      logger.error({ err, instanceId }, 'an approval could not be reminded of'),
    )
  return due.length
}
