import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type Runner, run, type TaskList } from 'graphile-worker'
import { roleUrl } from '@/server/platform/config'
import { deliver } from '@/server/platform/events/deliver'
import { type ReactionJob, relayOnce } from '@/server/platform/events/relay'
import { mailInvitation } from '@/server/platform/identity/mail-invitation'
import { mailPasswordReset } from '@/server/platform/identity/password-reset'
import { mailDocument } from '@/server/platform/mail/document-mail'
import { callAlertWebhook, mailAlert } from '@/server/platform/notifications/jobs'
import { crontab, scheduledTasks } from '@/server/platform/schedules/schedules'
import { logger } from '@/server/platform/telemetry/logger'
import { Presence } from './presence'

export interface WorkerOptions {
  /** Jobs at once. */
  readonly concurrency?: number
  /** Milliseconds between two looks for new events while there are none. */
  readonly idleMs?: number
}

/** The queue's own log lines, in ours; its chatter about every job is debugging. */
const queueLogger = new Logger(() => (level, message) => {
  if (level === 'error') logger.error({ queue: true }, message)
  else if (level === 'warning') logger.warn({ queue: true }, message)
  else logger.debug({ queue: true }, message)
})

const tasks: TaskList = {
  reaction: (job, helpers) => deliver(job as ReactionJob, helpers.job.attempts),
  send_invitation: (job) => mailInvitation(job),
  mail_document: (job) => mailDocument(job),
  mail_alert: (job) => mailAlert(job),
  call_webhook: (job) => callAlertWebhook(job),
  send_password_reset: (job) => mailPasswordReset(job),
  ...Object.fromEntries(Object.entries(scheduledTasks).map(([name, work]) => [name, () => work()])),
}

/** Starts relaying events and working on jobs; returns how to stop: jobs under way finish first. */
export async function startWorker(options: WorkerOptions = {}): Promise<() => Promise<void>> {
  const events = new EventEmitter()
  const presence = new Presence()
  // Jobs are locked in the name of the pool.
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => presence.add(workerPool.id))
  const runner: Runner = await run({
    connectionString: roleUrl('keel_system'),
    concurrency: options.concurrency ?? 4,
    maxPoolSize: (options.concurrency ?? 4) + 2,
    pollInterval: 1000,
    noHandleSignals: true,
    logger: queueLogger,
    events: events as NonNullable<Parameters<typeof run>[0]['events']>,
    taskList: tasks,
    crontab,
  })
  const stopping = new AbortController()
  const relaying = relay(stopping.signal, options.idleMs ?? 100)
  return async () => {
    stopping.abort()
    await relaying
    await runner.stop()
    await presence.stop()
  }
}

async function relay(signal: AbortSignal, idleMs: number): Promise<void> {
  while (!signal.aborted) {
    const moved = await relayOnce().catch((err) => {
      logger.warn({ err }, 'events were not relayed')
      return 0
    })
    if (moved === 0) await sleep(idleMs, undefined, { signal }).catch(() => {})
  }
}
