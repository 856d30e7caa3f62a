import { describe, expect, it } from 'vitest'
import { defineListColumns } from '@/server/contracts/platform/list'
import {
  criteriaOf,
  emptyListState,
  isBareQuery,
  type ListState,
  nextSort,
  parseListState,
  writeListState,
} from './list-state'

const definition = defineListColumns({
  name: 'orders',
  messages: 'sales.orders',
  columns: {
    number: { type: 'text' },
    state: { type: 'enum', values: ['draft', 'approved'], groupable: true },
    date: { type: 'date' },
    total: { type: 'money', currency: 'currency', total: true },
    open: { type: 'boolean' },
    note: { type: 'text', filterable: false, sortable: false },
  },
  defaultSort: [{ column: 'date', direction: 'desc' }],
})

describe('list state in the URL', () => {
  it('comes back as it went', () => {
    const state: ListState = {
      view: 'v1',
      filters: [
        { column: 'number', operator: 'contains', value: 'a.b,c%20 & 采购' },
        { column: 'state', operator: 'in', value: ['draft', 'approved'] },
        { column: 'total', operator: 'between', value: ['-10.50', ''] },
        { column: 'open', operator: 'eq', value: false },
        { column: 'date', operator: 'isEmpty' },
        { column: 'date', operator: 'eq', value: '@thisMonth' },
      ],
      search: 'acme + söhne',
      sort: [
        { column: 'total', direction: 'desc' },
        { column: 'number', direction: 'asc' },
      ],
      columns: [{ key: 'number', pinned: true, width: 140 }, { key: 'total' }],
      group: 'state',
    }
    const text = writeListState(state).toString()
    expect(parseListState(new URLSearchParams(text), definition)).toEqual(state)
  })

  it('leaves out what the definition does not know', () => {
    const query =
      'f=secret.eq.1&f=number.gte.1&f=note.contains.x&f=state.in.draft&f=number.contains&sort=-note,-hack,date,date&cols=nope,date,date&group=number&q=x'
    expect(parseListState(new URLSearchParams(query), definition)).toEqual({
      ...emptyListState,
      filters: [{ column: 'state', operator: 'in', value: ['draft'] }],
      sort: [{ column: 'date', direction: 'asc' }],
      columns: [{ key: 'date' }],
      search: 'x',
    })
  })

  it('does not stumble over prototype names or broken escapes', () => {
    const state = parseListState(
      new URLSearchParams('f=constructor.eq.1&f=number.eq.%25E0%25A4%25A&cols=toString'),
      definition,
    )
    expect(state.filters).toEqual([{ column: 'number', operator: 'eq', value: '%E0%A4%A' }])
    expect(state.columns).toBeNull()
  })

  it('keeps the rest of the query and knows a bare one', () => {
    const params = new URLSearchParams('tab=lines&q=old')
    expect(writeListState(emptyListState, params).toString()).toBe('tab=lines')
    expect(isBareQuery(new URLSearchParams('tab=lines'))).toBe(true)
    expect(isBareQuery(params)).toBe(false)
  })

  it('asks for one company unless the list is asked across companies', () => {
    const across = { ...emptyListState, filters: [{ column: 'company', operator: 'contains' as const, value: 'a' }] }
    expect(criteriaOf(emptyListState, definition, '2026-03-15', 'c1').companyId).toBe('c1')
    expect(criteriaOf(across, definition, '2026-03-15', 'c1')).not.toHaveProperty('companyId')
    expect(criteriaOf({ ...emptyListState, group: 'company' }, definition, '2026-03-15', 'c1')).not.toHaveProperty(
      'companyId',
    )
    expect(criteriaOf(emptyListState, definition, '2026-03-15', null)).not.toHaveProperty('companyId')
  })

  it('asks the server with dates, the default sort and no blank filter', () => {
    const criteria = criteriaOf(
      {
        ...emptyListState,
        search: ' acme ',
        filters: [
          { column: 'date', operator: 'eq', value: '@lastMonth' },
          { column: 'state', operator: 'in', value: [] },
        ],
      },
      definition,
      '2026-03-15',
    )
    expect(criteria).toEqual({
      search: 'acme',
      sort: [{ column: 'date', direction: 'desc' }],
      filters: [{ column: 'date', operator: 'between', value: ['2026-02-01', '2026-02-28'] }],
    })
  })
})

describe('sorting by a header', () => {
  it('goes up, down, off', () => {
    const one = nextSort([], 'a', false)
    expect(one).toEqual([{ column: 'a', direction: 'asc' }])
    expect(nextSort(one, 'a', false)).toEqual([{ column: 'a', direction: 'desc' }])
    expect(nextSort([{ column: 'a', direction: 'desc' }], 'a', false)).toEqual([])
  })
  it('adds up to three with shift and starts amounts at the largest', () => {
    let sort = nextSort([], 'a', true)
    for (const column of ['b', 'c', 'd']) sort = nextSort(sort, column, true, 'desc')
    expect(sort.map((s) => `${s.column} ${s.direction}`)).toEqual(['b desc', 'c desc', 'd desc'])
    expect(nextSort(sort, 'c', true, 'desc')[1]).toEqual({ column: 'c', direction: 'asc' })
  })
})
