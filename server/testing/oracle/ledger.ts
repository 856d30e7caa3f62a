/**
 * A ledger of a few lines, written apart from the product: amounts are whole cents, an entry is a list of (account, party, cents).
 * What the product must agree with after any sequence of valid and invalid postings.
 */
export interface OracleLine {
  readonly account: string
  readonly party: string | null
  readonly cents: number
}
export interface OracleEntry {
  readonly date: string
  readonly lines: readonly OracleLine[]
}
export type OracleAccounts = ReadonlyMap<string, { readonly heading: boolean; readonly control: boolean }>

export class LedgerOracle {
  readonly entries: OracleEntry[] = []
  private readonly closed = new Set<string>()

  constructor(
    private readonly accounts: OracleAccounts,
    private readonly year: string,
  ) {}

  close = (month: string): void => void this.closed.add(month)
  open = (month: string): void => void this.closed.delete(month)

  /** Why an entry may not be posted; null = it may. */
  refusal(entry: OracleEntry): string | null {
    if (entry.lines.length === 0) return 'finance.no_lines'
    if (entry.lines.reduce((n, l) => n + l.cents, 0) !== 0) return 'finance.unbalanced'
    if (!entry.date.startsWith(this.year)) return 'finance.no_period'
    if (this.closed.has(entry.date.slice(0, 7))) return 'finance.period_closed'
    for (const l of entry.lines) {
      const account = this.accounts.get(l.account)
      if (!account) return 'finance.account_foreign'
      if (account.heading) return 'finance.account_heading'
      if (account.control && !l.party) return 'finance.party_missing'
    }
    return null
  }

  post(entry: OracleEntry): void {
    this.entries.push(entry)
  }

  /** Balance of an account at the end of a day, in cents. */
  balance = (account: string, date: string): number =>
    this.entries
      .filter((e) => e.date <= date)
      .flatMap((e) => e.lines)
      .filter((l) => l.account === account)
      .reduce((n, l) => n + l.cents, 0)

  owes = (party: string): number =>
    this.entries
      .flatMap((e) => e.lines)
      .filter((l) => l.party === party)
      .reduce((n, l) => n + l.cents, 0)
}
