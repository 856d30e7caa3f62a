import { accountTypes } from '@/server/contracts/finance/account'
import { dec, plain, sum } from '@/server/kernel/money'

export interface ChartAccount {
  readonly id: string
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly type: (typeof accountTypes)[number]
  readonly subtype: string
  readonly control: string | null
  readonly currency: string | null
  readonly posting: boolean
  readonly parentId: string | null
  readonly status: 'active' | 'archived'
  readonly version: number
}
export interface TreeRow {
  readonly key: string
  readonly type: ChartAccount['type']
  /** Absent = the row of a type. */
  readonly account: ChartAccount | null
  readonly depth: number
  /** Has rows below it. */
  readonly parent: boolean
  /** Of the account and all below it, debit > 0. */
  readonly balance: string
}

/**
 * The rows of the chart in order: types, headings, accounts; what is closed hides what is below. A search shows what it
 * finds with everything above it, open.
 */
export function chartTree(
  accounts: readonly ChartAccount[],
  balances: ReadonlyMap<string, string>,
  search: string,
  closed: ReadonlySet<string>,
): TreeRow[] {
  const typed = search.trim().toLocaleLowerCase()
  const ids = new Set(accounts.map((a) => a.id))
  const children = new Map<string | null, ChartAccount[]>()
  for (const account of accounts) {
    const parent = account.parentId && ids.has(account.parentId) ? account.parentId : null
    children.set(parent, [...(children.get(parent) ?? []), account])
  }
  const matches = (a: ChartAccount): boolean =>
    `${a.code} ${a.nameEn} ${a.nameZh}`.toLocaleLowerCase().includes(typed) || (children.get(a.id) ?? []).some(matches)
  const balanceOf = (a: ChartAccount): string =>
    plain(sum([dec(balances.get(a.id) ?? '0'), ...(children.get(a.id) ?? []).map(balanceOf)]))
  const below = (account: ChartAccount, depth: number): TreeRow[] => {
    if (typed !== '' && !matches(account)) return []
    const own = children.get(account.id) ?? []
    const row = {
      ...{ key: account.id, type: account.type, account, depth },
      parent: own.length > 0,
      balance: balanceOf(account),
    }
    return closed.has(account.id) && typed === '' ? [row] : [row, ...own.flatMap((a) => below(a, depth + 1))]
  }
  return accountTypes.flatMap((type): TreeRow[] => {
    const top = (children.get(null) ?? []).filter((a) => a.type === type)
    const rows = top.flatMap((a) => below(a, 1))
    if (rows.length === 0) return []
    const head = { key: type, type, account: null, depth: 0, parent: true, balance: plain(sum(top.map(balanceOf))) }
    return closed.has(type) && typed === '' ? [head] : [head, ...rows]
  })
}
