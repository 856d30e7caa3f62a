import { Redis } from 'ioredis'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/server/kernel/errors'
import { config } from '../config'
import { onClosePools } from '../pools'
import { logger } from '../telemetry/logger'
import type { Actor } from './actor'

const WINDOW_SECONDS = 10

interface Limits {
  readonly person: RateLimiterAbstract
  readonly tenant: RateLimiterAbstract
}
// One set a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelCallLimits?: Limits }

/** Counted in Redis for all processes of an installation where there is one, else by each process for itself; so too while Redis does not answer. */
function limits(): Limits {
  if (store.keelCallLimits) return store.keelCallLimits
  const { redisUrl, callLimit, tenantCallLimit } = config()
  const storeClient = redisUrl ? connect(redisUrl) : undefined
  const limiter = (keyPrefix: string, points: number) => {
    const memory = new RateLimiterMemory({ keyPrefix, points, duration: WINDOW_SECONDS })
    if (!storeClient) return memory
    const shared = {
      storeClient,
      rejectIfRedisNotReady: true,
      insuranceLimiter: memory,
      inMemoryBlockOnConsumed: points,
    }
    return new RateLimiterRedis({ keyPrefix, points, duration: WINDOW_SECONDS, ...shared })
  }
  store.keelCallLimits = { person: limiter('keel:calls', callLimit), tenant: limiter('keel:tenant', tenantCallLimit) }
  return store.keelCallLimits
}

/** Begins to count anew, by the configuration of now; for tests. */
export const forgetCalls = (): void => {
  store.keelCallLimits = undefined
}

function connect(url: string): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 2_000 })
  let told = false
  redis.on('ready', () => {
    told = false
  })
  redis.on('error', (err) => {
    if (!told) logger.warn({ err }, 'Redis does not answer; every process counts for itself')
    told = true
  })
  onClosePools(async () => {
    forgetCalls()
    redis.disconnect()
  })
  return redis
}

/**
 * Counts a call of a person, and of their tenant, so that nobody slows the others down. Error common.too_many_calls with the seconds
 * to wait, once more than `KEEL_CALL_LIMIT` (all of a tenant together: `KEEL_TENANT_CALL_LIMIT`) came within ten seconds.
 */
export async function countCall({ tenantId, userId }: Pick<Actor, 'tenantId' | 'userId'>): Promise<void> {
  const { person, tenant } = limits()
  try {
    await Promise.all([person.consume(`${tenantId}:${userId}`), tenant.consume(tenantId)])
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw new AppError('throttled', 'common.too_many_calls', { seconds: Math.ceil(error.msBeforeNext / 1000) })
  }
}
