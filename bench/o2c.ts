import { newId } from '@/server/kernel/ids'
import { ApiClient } from './client'
import { closedLoop, Timings } from './measure'
import { type Usage, usage } from './processes'
import type { World } from './world'

export const STEPS = ['create', 'quote', 'approve', 'ship', 'invoice', 'read'] as const
export type Step = (typeof STEPS)[number]

export interface O2cResult {
  readonly clients: number
  readonly cycles: number
  readonly cyclesPerSecond: number
  readonly errors: ReadonlyMap<string, number>
  readonly steps: Readonly<Record<Step, Timings>>
  readonly appCpuPerCycle: number
  readonly postgresCpuPerCycle: number
  readonly app: Usage
}

/** Order to cash with five distinct lines, each step its own committed request at the API process. */
export async function runO2c(
  world: World,
  port: number,
  clients: number,
  seconds: number,
  pids: { app: number; postgres: number },
): Promise<O2cResult> {
  const api = new ApiClient(port, world.token)
  const steps = Object.fromEntries(STEPS.map((s) => [s, new Timings()])) as Record<Step, Timings>
  const timed = async <T>(step: Step, work: Promise<T>): Promise<T> => {
    const start = performance.now()
    const result = await work
    steps[step].add(performance.now() - start)
    return result
  }
  const before = { app: usage(pids.app), postgres: usage(pids.postgres) }
  const loop = await closedLoop(clients, seconds, () => cycle(api, world, timed))
  const after = { app: usage(pids.app), postgres: usage(pids.postgres) }
  api.close()
  const per = (a: Usage, b: Usage) => (b.cpuMs - a.cpuMs) / Math.max(1, loop.cycles)
  return {
    clients,
    cycles: loop.cycles,
    cyclesPerSecond: (loop.cycles * 1000) / loop.elapsedMs,
    errors: loop.errors,
    steps,
    appCpuPerCycle: per(before.app, after.app),
    postgresCpuPerCycle: per(before.postgres, after.postgres),
    app: after.app,
  }
}

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

async function cycle(
  api: ApiClient,
  world: World,
  timed: <T>(step: Step, work: Promise<T>) => Promise<T>,
): Promise<void> {
  const first = Math.floor(Math.random() * world.items.length)
  const lines = [0, 1, 2, 3, 4].map((n) => ({ itemId: pick(world.items, first + n * 97), quantity: String(1 + n) }))
  const customerId = pick(world.customers, Math.floor(Math.random() * world.customers.length))
  const order = { companyId: world.companyId, customerId, lines }
  const { id } = await timed('create', api.mutate<{ id: string }>('sales.salesOrder.create', order, newId()))
  await timed('quote', api.mutate('sales.salesOrder.quote', { id }, newId()))
  await timed('approve', api.mutate('sales.salesOrder.approve', { id }, newId()))
  await timed('ship', api.mutate('sales.salesOrder.ship', { id }, newId()))
  await timed('invoice', api.mutate('sales.salesOrder.invoice', { id, post: true }, newId()))
  await timed('read', api.query('sales.salesOrder.get', { id }))
}
