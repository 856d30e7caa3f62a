import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { InMemStorageProvider, Unleash } from 'unleash-client'
import type { FeatureInterface } from 'unleash-client/lib/feature'
import type { Id } from '@/server/kernel/ids'
import { config } from '../config'
import { logger } from '../telemetry/logger'

/**
 * Every feature flag of Keel, with what holds when nobody says anything. A flag is asked at the edge (a page, a router) and
 * handed down as a plain value.
 */
export const flags = {
  'rules.simulation': false,
} as const satisfies Record<string, boolean>
export type Flag = keyof typeof flags

export interface FlagSubject {
  readonly tenantId: Id
  readonly userId?: Id
}

// One client a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelFlags?: Unleash }

/** With a server: its strategies, refreshed. Without: the file `flags.json` of the data folder, in Unleash's own format. */
function client(): Unleash {
  if (store.keelFlags) return store.keelFlags
  const { unleash, dataDir } = config()
  const made = new Unleash({
    appName: 'keel',
    url: unleash?.url ?? 'http://127.0.0.1:9/api/',
    ...(unleash?.token && { customHeaders: { authorization: unleash.token } }),
    refreshInterval: unleash ? 5000 : 0,
    disableMetrics: !unleash,
    storageProvider: new InMemStorageProvider(),
    bootstrap: { data: bootstrap(path.join(dataDir, 'flags.json')) },
    skipInstanceCountWarning: true,
  })
  made.on('error', (err) => logger.warn({ err }, 'the flag server could not be asked; the last answers hold'))
  store.keelFlags = made
  return made
}

function bootstrap(file: string): FeatureInterface[] {
  if (!existsSync(file)) return []
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { features: FeatureInterface[] }).features
  } catch (err) {
    logger.error({ err, file }, 'the flags file cannot be read; every flag has its default')
    return []
  }
}

/** Whether a flag is on for a tenant. Percentages stick to the tenant (`tenantId`): all of its people see the same. */
export function isOn(flag: Flag, { tenantId, userId }: FlagSubject): boolean {
  return client().isEnabled(flag, { ...(userId && { userId }), properties: { tenantId } }, flags[flag])
}

/** The flags of a tenant as plain values, to hand down. */
export const flagsOf = (subject: FlagSubject): Record<Flag, boolean> =>
  Object.fromEntries((Object.keys(flags) as Flag[]).map((flag) => [flag, isOn(flag, subject)])) as Record<Flag, boolean>

/** Stops asking the server; for shutdown and tests. */
export function stopFlags(): void {
  store.keelFlags?.destroy()
  delete store.keelFlags
}
