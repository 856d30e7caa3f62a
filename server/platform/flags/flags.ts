import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { InMemStorageProvider, Unleash } from 'unleash-client'
import type { FeatureInterface } from 'unleash-client/lib/feature'
import type { Id } from '@/server/kernel/ids'
import { config } from '../config'
import type { Actor } from '../identity/actor'
import { covers } from '../identity/covers'
import { logger } from '../telemetry/logger'
import { countOutcome, isRolledBack } from './roll-back'

/**
 * Every feature flag of Keel: what it gives, as permissions, and what holds when nobody says anything. A flag is asked at the edge;
 * where it is off, nobody has its permissions, so that API, navigation and buttons follow by themselves.
 */
export const flags = {
  'rules.simulation': { gives: ['control.rule.simulate'], otherwise: true },
  'rules.webhooks': { gives: ['platform.webhook.*'], otherwise: true },
  'procurement.portal': { gives: ['procurement.portal.*', 'procurement.supplier.portal'], otherwise: true },
  'finance.payment_proposals': { gives: ['finance.payment_proposal.*'], otherwise: true },
} as const satisfies Record<string, { gives: readonly string[]; otherwise: boolean }>
export type Flag = keyof typeof flags
const names = Object.keys(flags) as Flag[]

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
  if (isRolledBack(flag)) return false
  return client().isEnabled(flag, { ...(userId && { userId }), properties: { tenantId } }, flags[flag].otherwise)
}

/** Who calls, without the permissions whose flag is off for them. */
export function underFlags(actor: Actor): Actor {
  const withheld = names.flatMap((flag) => (isOn(flag, actor) ? [] : flags[flag].gives))
  return withheld.length === 0 ? actor : { ...actor, withheld }
}

const flagOf = (permission: string): Flag | undefined =>
  names.find((flag) => flags[flag].gives.some((pattern) => covers(pattern, permission)))

/** Tells how a call by this permission ended; a flag under which too many fail is taken back for a while. Refusals are no failures. */
export function tellOutcome(permission: string | null, failed: boolean): void {
  const flag = permission && flagOf(permission)
  if (flag && countOutcome(flag, failed))
    logger.error({ flag }, 'too many calls under this flag failed: it is off in this process for a while')
}

/** Stops asking the server; for shutdown and tests. */
export function stopFlags(): void {
  store.keelFlags?.destroy()
  delete store.keelFlags
}
