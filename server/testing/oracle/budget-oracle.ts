/** A small independent model of budget control in whole cents: everything is added up anew for every question. */

export type Control = 'period' | 'quarter' | 'cumulative' | 'year'
export type Stage = 'pre' | 'com' | 'act'
export type Measure = 'requisition' | 'order' | 'actual' | 'total'

export interface OracleUse {
  readonly line: number
  readonly month: number
  readonly stage: Stage
  readonly cents: number
}

const MONTHS = 12
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

export class BudgetOracle {
  /** Limits by line and month. */
  readonly limits: number[][]
  private uses = new Map<string, OracleUse>()

  constructor(
    readonly control: Control,
    readonly blocks: ReadonlySet<Measure>,
    limits: readonly (readonly number[])[],
  ) {
    this.limits = limits.map((months) => [...months])
  }

  /** Whether the uses and limits may become what is given; remembers them when they may. */
  try(change: { uses?: Readonly<Record<string, OracleUse | null>>; limits?: number[][] }): boolean {
    const uses = new Map(this.uses)
    for (const [key, use] of Object.entries(change.uses ?? {})) {
      if (use) uses.set(key, use)
      else uses.delete(key)
    }
    const limits = change.limits ?? this.limits
    if (!this.allows(uses, limits)) return false
    this.uses = uses
    limits.forEach((months, line) => {
      this.limits[line] = [...months]
    })
    return true
  }

  use(key: string): OracleUse | undefined {
    return this.uses.get(key)
  }

  total(line: number, month: number, stage: Stage): number {
    return this.used(this.uses, line, [month], stage)
  }

  /** The months that stand or fall together, for each limit there is. */
  private frames(): number[][] {
    const all = Array.from({ length: MONTHS }, (_, m) => m)
    if (this.control === 'year') return [all]
    if (this.control === 'cumulative') return all.map((m) => all.slice(0, m + 1))
    const size = this.control === 'period' ? 1 : 3
    return Array.from({ length: MONTHS / size }, (_, f) => all.slice(f * size, (f + 1) * size))
  }

  private used(uses: ReadonlyMap<string, OracleUse>, line: number, months: readonly number[], stage: Stage): number {
    return sum(
      [...uses.values()]
        .filter((u) => u.line === line && months.includes(u.month) && u.stage === stage)
        .map((u) => u.cents),
    )
  }

  /** Running through the year, months are looked at together when something changes in the last of them, or the limit falls. */
  private looksAt(uses: ReadonlyMap<string, OracleUse>, limits: number[][], line: number, months: number[]): boolean {
    if (this.control !== 'cumulative') return true
    const last = months.slice(-1)
    const stages: Stage[] = ['pre', 'com', 'act']
    const changed = stages.some((s) => this.used(uses, line, last, s) !== this.used(this.uses, line, last, s))
    const limit = (of: readonly (readonly number[])[]) => sum(months.map((m) => of[line]?.[m] ?? 0))
    return changed || limit(limits) < limit(this.limits)
  }

  private allows(uses: ReadonlyMap<string, OracleUse>, limits: number[][]): boolean {
    return limits.every((_, line) =>
      this.frames().every((months) => {
        if (!this.looksAt(uses, limits, line, months)) return true
        const at = (of: ReadonlyMap<string, OracleUse>, stage: Stage) => this.used(of, line, months, stage)
        const limitNow = sum(months.map((m) => limits[line]?.[m] ?? 0))
        const limitThen = sum(months.map((m) => this.limits[line]?.[m] ?? 0))
        const [p1, c1, a1] = [at(uses, 'pre'), at(uses, 'com'), at(uses, 'act')]
        const [p0, c0, a0] = [at(this.uses, 'pre'), at(this.uses, 'com'), at(this.uses, 'act')]
        const measures: [Measure, number, number, boolean][] = [
          ['requisition', p1 + c1 + a1, p0 + c0 + a0, p1 > p0],
          ['order', c1 + a1, c0 + a0, c1 > c0],
          ['actual', a1, a0, a1 > a0],
          ['total', p1 + c1 + a1, p0 + c0 + a0, true],
        ]
        return measures.every(([measure, now, then, rises]) => {
          if (!this.blocks.has(measure) || !(rises || limitNow < limitThen)) return true
          return now <= limitNow || now - limitNow <= then - limitThen
        })
      }),
    )
  }
}
