import { describe, expect, it } from 'vitest'
import type { ListCriteria } from '@/server/contracts/platform/list'
import { MOST_AT_ONCE, rowsOf } from './bulk-rows'

const criteria: ListCriteria = { filters: [], search: '', sort: [] }
const numbered = (from: number, count: number) => Array.from({ length: count }, (_, i) => ({ id: String(from + i) }))

describe('the rows of a bulk action', () => {
  it('are those that were ticked, as they were seen', async () => {
    const rows = [{ id: 'a', version: 3 }]
    expect(await rowsOf({ kind: 'ids', ids: ['a'], rows }, () => Promise.reject(new Error('not asked')))).toBe(rows)
  })

  it('are all that the criteria find, page by page, but those that were unticked', async () => {
    const asked: (string | null)[] = []
    const rows = await rowsOf({ kind: 'all', criteria, except: ['2', '4'], count: 3 }, async (_, cursor) => {
      asked.push(cursor)
      return cursor ? { rows: numbered(3, 3), nextCursor: null } : { rows: numbered(0, 3), nextCursor: 'next' }
    })
    expect(asked).toEqual([null, 'next'])
    expect(rows.map((r) => r.id)).toEqual(['0', '1', '3', '5'])
  })

  it('stop where a person would wait too long', async () => {
    let pages = 0
    await rowsOf({ kind: 'all', criteria, except: [], count: 9999 }, async () => {
      pages += 1
      return { rows: numbered(pages * 500, 500), nextCursor: 'more' }
    })
    expect(pages).toBe(MOST_AT_ONCE / 500)
  })
})
