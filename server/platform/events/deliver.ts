import { z } from 'zod'
import type { DeliveredEvent } from '@/server/contracts/events'
import { raiseAlerts } from '../alerts/raise'
import type { CommandDefinition } from '../commands/command'
import { runCommand } from '../commands/runner'
import { systemActor } from '../identity/actor'
import { pools } from '../pools'
import { logger } from '../telemetry/logger'
import { reactionNamed } from './reaction'
import { MAX_ATTEMPTS, type ReactionJob } from './relay'

const RETRY_LATER_SECONDS = 1

/**
 * Delivers one event to one reaction. `attempt` counts from 1; throws when it failed, so that the queue tries again. An event
 * whose predecessor of the same document still fails is put back for later.
 */
export async function deliver(job: ReactionJob, attempt: number): Promise<void> {
  const { tenantId, payload } = job
  const bound = reactionNamed(payload.reaction)
  // A newer version of the process may know it: the queue tries again.
  if (!bound) throw new Error(`no reaction is called ${payload.reaction}`)
  const event = await load(job)
  if (!event) return
  if (await mustWait(job, event)) return putBack(job, event)
  try {
    await runCommand(bound.command, event, {
      actor: systemActor(tenantId),
      idempotencyKey: `${payload.reaction}:${payload.eventId}`,
    })
  } catch (error) {
    await noteFailure(job, event, attempt, error)
    throw error
  }
  if (attempt > 1 || payload.waited)
    await pools.system`
      delete from event_failure where tenant_id = ${tenantId} and event_id = ${payload.eventId} and reaction = ${payload.reaction}`
}

async function mustWait({ tenantId, payload }: ReactionJob, event: DeliveredEvent): Promise<boolean> {
  const rows = await pools.system`
    select 1 from event_failure f
    where f.tenant_id = ${tenantId} and f.reaction = ${payload.reaction} and f.document_id = ${event.documentId}
      and f.state in ('retrying', 'waiting') and f.sort < ${payload.sort} limit 1`
  return rows.length > 0
}

/**
 * The same job again, a little later, behind the one that it waits for. That it waits is noted: a still later event of the
 * document, which may come up once the first is through, must not overtake it.
 */
async function putBack({ tenantId, payload }: ReactionJob, event: DeliveredEvent): Promise<void> {
  const job: ReactionJob = { tenantId, payload: { ...payload, waited: true } }
  await pools.system.begin(async (sql) => {
    await sql`
      insert into event_failure (tenant_id, id, event_id, reaction, type, document, document_id, sort, attempts, error, state)
      values (${tenantId}, gen_random_uuid(), ${payload.eventId}, ${payload.reaction}, ${event.type}, ${event.document},
              ${event.documentId}, ${payload.sort}, 0, '', 'waiting')
      on conflict (tenant_id, event_id, reaction) do nothing`
    await sql`
      select graphile_worker.add_job('reaction', ${JSON.stringify(job)}::json, ${`document:${event.documentId}`},
        now() + make_interval(secs => ${RETRY_LATER_SECONDS}), ${MAX_ATTEMPTS}, ${`${payload.reaction}:${payload.eventId}`})`
  })
}

async function load({ tenantId, payload }: ReactionJob): Promise<DeliveredEvent | undefined> {
  const [row] = await pools.system<DeliveredEvent[]>`
    select id, tenant_id as "tenantId", type, company_id as "companyId", document, document_id as "documentId",
           actor_id as "actorId", at, payload
    from event where tenant_id = ${tenantId} and id = ${payload.eventId}`
  return row
}

async function noteFailure(job: ReactionJob, event: DeliveredEvent, attempt: number, error: unknown): Promise<void> {
  const { tenantId, payload } = job
  const dead = attempt >= MAX_ATTEMPTS
  const text = (error instanceof Error ? error.message : String(error)).slice(0, 1000)
  await pools.system`
    insert into event_failure (tenant_id, id, event_id, reaction, type, document, document_id, sort, attempts, error, state)
    values (${tenantId}, gen_random_uuid(), ${payload.eventId}, ${payload.reaction}, ${event.type}, ${event.document},
            ${event.documentId}, ${payload.sort}, ${attempt}, ${text}, ${dead ? 'dead' : 'retrying'})
    on conflict (tenant_id, event_id, reaction) do update set
      attempts = excluded.attempts, error = excluded.error, state = excluded.state, last_at = now()`
  logger.warn({ err: error, reaction: payload.reaction, eventId: payload.eventId, attempt, dead }, 'a reaction failed')
  if (dead) await runCommand(tellDead, { ...job, event }, { actor: systemActor(tenantId) })
}

/** Not among the commands that callers find: only a delivery runs it. */
const tellDead: CommandDefinition<z.ZodType<ReactionJob & { event: DeliveredEvent }>, z.ZodNull> = {
  kind: 'command',
  name: 'control.tellDeadReaction',
  permission: 'control.delivery.manage',
  input: z.custom<ReactionJob & { event: DeliveredEvent }>(),
  output: z.null(),
  handler: async (ctx, { payload, event }) => {
    await raiseAlerts(ctx, [
      {
        kind: 'delivery.dead',
        severity: 'critical',
        messageKey: 'delivery_dead',
        params: { reaction: payload.reaction, event: event.type },
        companyId: event.companyId,
        document: event.document,
        documentId: event.documentId,
        audience: { permission: 'control.delivery.manage' },
        dedupeKey: `delivery:${payload.reaction}:${payload.eventId}`,
      },
    ])
    return null
  },
}
