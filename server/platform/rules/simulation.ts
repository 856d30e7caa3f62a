import type { SimulationResult } from '@/server/contracts/platform/simulation'
import type { Id } from '@/server/kernel/ids'
import { type dec, plain, ZERO } from '@/server/kernel/money'
import { evaluateGroup, messageOf, type Verdict } from './evaluate'
import type { LiveRule, RuleGroup } from './live-rules'
import type { PastDocument } from './replay'
import type { Facts } from './subject'

const EXAMPLES = 200

interface Tally {
  documents: number
  stopped: number
  amount: ReturnType<typeof dec>
}
const empty = (): Tally => ({ documents: 0, stopped: 0, amount: ZERO })

/** One rule on many documents of the past: counts what it would have stopped. Pure. */
export class Simulation {
  private lines = 0
  private failed = 0
  private recorded = 0
  private leftOut = 0
  private readonly total = empty()
  private readonly months = new Map<string, Tally>()
  private readonly people = new Map<string, Tally>()
  private readonly examples: SimulationResult['examples'] = []

  constructor(
    readonly rule: LiveRule,
    private readonly compiled: RuleGroup,
    private readonly members: ReadonlyMap<Id, { readonly name: string; readonly roles: readonly string[] }>,
  ) {}

  /** Judges a batch; `recorded` when its facts are those that were stored at the time. */
  judge(batch: readonly PastDocument[], recorded: boolean): void {
    for (const document of batch) {
      const member = document.personId ? this.members.get(document.personId) : undefined
      const stored = document.header.actor_roles
      const roles = Array.isArray(stored) ? (stored as readonly string[]) : (member?.roles ?? [])
      const common: Facts = { today: document.date, ...document.header, actor_roles: roles }
      this.lines += document.lines.length
      if (recorded) this.recorded++
      const fired = this.firedOn(document, common, roles)
      this.count(document, member?.name ?? '', fired)
    }
  }

  /** Documents of which too little is known to judge them. */
  leaveOut(documents: number): void {
    this.leftOut += documents
  }

  private firedOn(document: PastDocument, common: Facts, roles: readonly string[]) {
    const subjects =
      this.rule.scope === 'header'
        ? [{ label: null, facts: common }]
        : document.lines.map((line) => ({ label: line.label, facts: { ...common, ...line.facts } }))
    const fired: { label: string | null; facts: Facts; verdict: Verdict; roles: readonly string[] }[] = []
    for (const { label, facts } of subjects) {
      const [verdict] = evaluateGroup(this.compiled, facts, roles)
      if (verdict && verdict.result !== 'passed') fired.push({ label, facts, verdict, roles })
    }
    return fired
  }

  private count(document: PastDocument, person: string, fired: ReturnType<Simulation['firedOn']>): void {
    const tallies = [this.total, tallyOf(this.months, document.date.slice(0, 7)), tallyOf(this.people, person)]
    for (const tally of tallies) {
      tally.documents++
      if (fired.length === 0) continue
      tally.stopped++
      tally.amount = tally.amount.plus(document.amount)
    }
    if (fired.some((f) => f.verdict.result === 'failed')) this.failed++
    const [first] = fired
    if (!first || this.examples.length >= EXAMPLES) return
    const message = messageOf(first.verdict, first.facts, first.roles)
    this.examples.push({
      documentId: document.documentId,
      label: document.label,
      date: document.date,
      person,
      amount: plain(document.amount),
      lineLabel: first.label,
      messageEn: message.en,
      messageZh: message.zh,
    })
  }

  result(): Omit<SimulationResult, 'from' | 'to' | 'currency' | 'unknownFacts' | 'milliseconds'> {
    const shown = ({ documents, stopped, amount }: Tally) => ({ documents, stopped, amount: plain(amount) })
    const { documents, stopped, amount } = shown(this.total)
    return {
      ...{ documents, stopped, amount, lines: this.lines, failed: this.failed, recorded: this.recorded },
      leftOut: this.leftOut,
      months: [...this.months]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([month, tally]) => ({ month, ...shown(tally) })),
      people: [...this.people]
        .sort(([, a], [, b]) => b.stopped - a.stopped || b.documents - a.documents)
        .slice(0, 50)
        .map(([name, tally]) => ({ name, ...shown(tally) })),
      examples: this.examples,
    }
  }
}

function tallyOf(map: Map<string, Tally>, key: string): Tally {
  const known = map.get(key)
  if (known) return known
  const made = empty()
  map.set(key, made)
  return made
}
