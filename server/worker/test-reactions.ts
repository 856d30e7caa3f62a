import { setTimeout as sleep } from 'node:timers/promises'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import { reaction } from '@/server/platform/events/reaction'

/** How a reaction of the tests behaves is told by the event itself, so that a process of its own can run it. */
export interface TestEvent {
  readonly step: string
  /** Fails this many attempts, counted in this process. */
  readonly fail?: number
  /** Takes that long. */
  readonly slowMs?: number
  /** The process dies in the middle when this variable is set in it. */
  readonly dieIf?: string
}

const attempts = new Map<string, number>()

/** Leaves one alert for each event that it has handled. */
export const noteStep = reaction({
  name: 'test.note_step',
  on: ['platform.rule.blocked'],
  handler: async (ctx, event) => {
    const told = JSON.parse(event.payload.trigger) as TestEvent
    await raiseAlerts(ctx, [
      { kind: 'test.step', severity: 'info', messageKey: 'x', params: { step: told.step }, audience: 'everybody' },
    ])
    if (told.slowMs) await sleep(told.slowMs)
    if (told.dieIf && process.env[told.dieIf]) process.kill(process.pid, 'SIGKILL')
    const n = (attempts.get(event.id) ?? 0) + 1
    attempts.set(event.id, n)
    if (n <= (told.fail ?? 0)) throw new Error(`step ${told.step} fails for the ${n}. time`)
  },
})
