import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { sleep } from './process-identity'

export interface Service {
  name: string
  /** Arguments of this same Node. */
  args: string[]
  env: NodeJS.ProcessEnv
}

interface Running {
  service: Service
  child?: ChildProcess
  crashes: number
  timer?: NodeJS.Timeout
}

const colours = [36, 35, 33, 32]

/**
 * Runs the services as children in process groups of their own, so that Ctrl-C in the terminal reaches this process alone
 * and it can stop them in order. A child that ends is started again, after 1 s, 2 s, 4 s up to 30 s.
 */
export class Supervisor {
  private readonly running: Running[] = []
  private stopping = false

  constructor(private readonly write: (line: string) => void) {}

  start(service: Service): void {
    const entry: Running = { service, crashes: 0 }
    this.running.push(entry)
    this.launch(entry)
  }

  /** How often a service has ended by itself; for giving up while starting. */
  crashesOf(name: string): number {
    return this.running.find(({ service }) => service.name === name)?.crashes ?? 0
  }

  private launch(entry: Running): void {
    const { service } = entry
    const started = Date.now()
    const child = spawn(process.execPath, service.args, {
      env: service.env,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    entry.child = child
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => this.write(this.prefix(service.name) + line))
    child.once('error', (error) => this.write(`${this.prefix(service.name)}${error.message}`))
    child.once('close', (code, signal) => {
      entry.child = undefined
      if (this.stopping) return
      entry.crashes = Date.now() - started > 60_000 ? 1 : entry.crashes + 1
      const wait = Math.min(30, 2 ** (entry.crashes - 1))
      this.write(`${this.prefix(service.name)}ended (${signal ?? `code ${code}`}); starting again in ${wait} s`)
      entry.timer = setTimeout(() => this.launch(entry), wait * 1000)
    })
  }

  private prefix(name: string): string {
    const text = `${name.padEnd(7)}| `
    if (!process.stdout.isTTY) return text
    const index = this.running.findIndex(({ service }) => service.name === name)
    return `\u001b[${colours[index % colours.length]}m${text}\u001b[0m`
  }

  /** Asks each in the order of their start to stop, waits for it, and ends it after `patienceMs`. */
  async stop(patienceMs = 25_000): Promise<void> {
    this.stopping = true
    for (const entry of this.running) {
      clearTimeout(entry.timer)
      const { child } = entry
      if (!child) continue
      const closed = new Promise((resolve) => child.once('close', resolve))
      signal(child, 'SIGTERM')
      const inTime = await Promise.race([closed.then(() => true), sleep(patienceMs).then(() => false)])
      if (!inTime) {
        this.write(`${this.prefix(entry.service.name)}did not stop in time; ended`)
        signal(child, 'SIGKILL')
        await closed
      }
    }
  }

  /** At once and without waiting: the last resort, and the way out when this process ends unexpectedly. */
  kill(): void {
    this.stopping = true
    for (const { child, timer } of this.running) {
      clearTimeout(timer)
      if (child) signal(child, 'SIGKILL')
    }
  }
}

/** To the whole group, which holds what the child has started. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid && process.platform !== 'win32') process.kill(-child.pid, name)
    else child.kill(name)
  } catch {
    // It ended between the question and the signal.
  }
}
