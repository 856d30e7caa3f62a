import type { Server } from 'node:http'
import { markStopping } from './health'
import { logger } from './logger'

/** One step of the way down: run in order, each waits for the one before. */
export type ShutdownStep = readonly [name: string, run: () => unknown]

/** Stops accepting, lets requests under way finish, and drops connections that only wait for a next request. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
    // A kept-alive connection turns idle when its last answer is out.
    const sweep = setInterval(() => server.closeIdleConnections(), 200)
    server.once('close', () => clearInterval(sweep))
  })
}

/**
 * Ends the process in order on SIGTERM or SIGINT, and when the process that supervises it has died: readiness fails, then the
 * steps run, then exit 0. After `timeoutMs`, or on a second signal, it exits 1. A step that throws is logged and passed over.
 */
export function installShutdown(steps: readonly ShutdownStep[], timeoutMs = 20_000): void {
  let begun = false
  const stop = async (why: string) => {
    if (begun) process.exit(1)
    begun = true
    markStopping()
    logger.info({ why }, 'stopping')
    setTimeout(() => {
      logger.error({ timeoutMs }, 'not everything finished in time')
      process.exit(1)
    }, timeoutMs).unref()
    for (const [name, run] of steps) {
      try {
        await run()
      } catch (err) {
        logger.error({ err, step: name }, 'a step of the shutdown failed')
      }
    }
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
  watchSupervisor(() => void stop('the supervising process ended'))
}

/** Calls back when the start script, whose number is in KEEL_SUPERVISOR, has died: nothing is left running alone. */
export function watchSupervisor(onGone: () => void): void {
  const supervisor = Number(process.env.KEEL_SUPERVISOR)
  if (!supervisor) return
  const timer = setInterval(() => {
    try {
      process.kill(supervisor, 0)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') return
      clearInterval(timer)
      onGone()
    }
  }, 1000)
  timer.unref()
}
