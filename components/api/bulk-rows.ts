import type { BulkTarget, ListRow } from '@/components/data-table/types'
import type { ListCriteria, ListPage } from '@/server/contracts/platform/list'

export type BulkRow = ListRow & Readonly<Record<string, unknown>>
export type BulkPage = (criteria: ListCriteria, cursor: string | null) => Promise<ListPage<BulkRow>>

/** More at once would keep a person waiting for minutes. */
export const MOST_AT_ONCE = 1000

/** The rows that a target means; those of "all" are asked for page by page. */
export async function rowsOf(target: BulkTarget, page: BulkPage): Promise<readonly BulkRow[]> {
  if (target.kind === 'ids') return target.rows as readonly BulkRow[]
  const except = new Set(target.except)
  const rows: BulkRow[] = []
  let cursor: string | null = null
  do {
    const next: ListPage<BulkRow> = await page(target.criteria, cursor)
    rows.push(...next.rows.filter((row) => !except.has(row.id)))
    cursor = next.nextCursor
  } while (cursor !== null && rows.length < MOST_AT_ONCE)
  return rows
}
