import { remindApprovers } from '../approvals/clock'
import { sealAudit } from '../audit/seal'
import { pools } from '../pools'
import { logger } from '../telemetry/logger'
import { checkEveryTenant } from './invariants'

/** Jobs of the clock, by the name that the crontab uses. */
export const scheduledTasks: Readonly<Record<string, () => Promise<void>>> = {
  /** An answer is kept as long as a caller may still repeat its question. */
  forget_idempotency_keys: async () => {
    for (;;) {
      const gone = await pools.system`
        delete from idempotency_key where (tenant_id, id) in (
          select tenant_id, id from idempotency_key where at < now() - interval '7 days' limit 5000)`
      if (gone.count < 5000) return
    }
  },
  /** Sessions long ended and throttling long over; the audit log keeps what happened. */
  forget_sessions: async () => {
    await pools.auth`delete from session where expires_at < now() - interval '30 days'
                        or revoked_at < now() - interval '30 days'`
    await pools.auth`delete from sign_in_throttle where since < now() - interval '1 day'`
  },
  seal_audit: async () => {
    await sealAudit()
  },
  /** Who is to approve is reminded, and what waits too long goes on to the next. */
  remind_approvers: async () => {
    await remindApprovers()
  },
  check_invariants: async () => {
    const broken = await checkEveryTenant()
    logger.info({ broken }, 'invariants checked')
  },
}

/** UTC. `?fill` would run what was missed while no worker lived; these run again soon enough. */
export const crontab = [
  '* * * * * seal_audit',
  '*/5 * * * * remind_approvers',
  '17 * * * * forget_idempotency_keys',
  '47 3 * * * forget_sessions',
  '30 2 * * * check_invariants',
].join('\n')
