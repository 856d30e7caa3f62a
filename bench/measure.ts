/** Times of one step, in milliseconds. */
export class Timings {
  private readonly values: number[] = []

  add(ms: number): void {
    this.values.push(ms)
  }

  get count(): number {
    return this.values.length
  }

  /** Nearest-rank percentile; NaN without values. */
  percentile(p: number): number {
    const sorted = [...this.values].sort((a, b) => a - b)
    return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN
  }
}

export const ms = (value: number): string =>
  Number.isNaN(value) ? '–' : value < 10 ? value.toFixed(1) : value.toFixed(0)

/** Runs `work` with `clients` closed loops until the time is over; an error ends nothing, it is counted. */
export async function closedLoop(
  clients: number,
  seconds: number,
  work: (client: number) => Promise<void>,
): Promise<{ cycles: number; errors: Map<string, number>; elapsedMs: number }> {
  const errors = new Map<string, number>()
  let cycles = 0
  const start = performance.now()
  const until = start + seconds * 1000
  const loop = async (client: number) => {
    while (performance.now() < until) {
      try {
        await work(client)
        cycles++
      } catch (error) {
        const name = error instanceof Error ? error.message.slice(0, 120) : String(error)
        errors.set(name, (errors.get(name) ?? 0) + 1)
      }
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, i) => loop(i)))
  return { cycles, errors, elapsedMs: performance.now() - start }
}

/** Times `work` one after another, after some that do not count. */
export async function alone(runs: number, work: () => Promise<unknown>, warmUp = 5): Promise<Timings> {
  const timings = new Timings()
  for (let i = -warmUp; i < runs; i++) {
    const start = performance.now()
    await work()
    if (i >= 0) timings.add(performance.now() - start)
  }
  return timings
}
