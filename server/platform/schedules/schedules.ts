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
  check_invariants: async () => {
    const broken = await checkEveryTenant()
    logger.info({ broken }, 'invariants checked')
  },
}

/** UTC. `?fill` would run what was missed while no worker lived; these run again soon enough. */
export const crontab = ['17 * * * * forget_idempotency_keys', '30 2 * * * check_invariants'].join('\n')
