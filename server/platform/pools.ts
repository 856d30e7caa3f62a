import type { Sql } from 'postgres'
import { openPool } from '@/db/client'
import type { LoginRole } from '@/db/roles'
import { config, roleUrl } from './config'

interface Pools {
  app: Sql
  replica: Sql
  numbers: Sql
  auth: Sql
  system: Sql
}

// One set a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelPools?: Partial<Pools>; keelClosing?: Set<() => Promise<void>> }

function pool(name: keyof Pools, role: LoginRole, max: number, replica = false): Sql {
  store.keelPools ??= {}
  store.keelPools[name] ??= openPool(roleUrl(role, { replica }), { max, applicationName: `keel-${name}` })
  return store.keelPools[name]
}

/** Pools by role, opened at first use. `app` = tenants' work, `replica` = the same on the read replica (`readerPool` says when),
 * `numbers` = leases of number blocks, apart from `app` so that a lease never waits for the commands that wait for it, `auth` = sign-in, `system` = relay and sealing. */
export const pools: Pools = {
  get app() {
    return pool('app', 'keel_app', config().poolSize)
  },
  get replica() {
    return pool('replica', 'keel_app', config().poolSize, true)
  },
  get numbers() {
    return pool('numbers', 'keel_app', 2)
  },
  get auth() {
    return pool('auth', 'keel_auth', Math.max(2, Math.ceil(config().poolSize / 2)))
  },
  get system() {
    return pool('system', 'keel_system', 4)
  },
}

/** Registers what keeps a connection of its own: it is ended together with the pools. */
export function onClosePools(end: () => Promise<void>): void {
  store.keelClosing ??= new Set()
  store.keelClosing.add(end)
}

/** Ends every open pool, and what else holds a connection; statements under way finish first. */
export async function closePools(): Promise<void> {
  await Promise.all([...(store.keelClosing ?? [])].map((end) => end()))
  const open = Object.values(store.keelPools ?? {})
  store.keelPools = {}
  await Promise.all(open.map((p) => p.end({ timeout: 5 })))
}
