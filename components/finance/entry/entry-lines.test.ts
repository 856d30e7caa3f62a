import { describe, expect, it } from 'vitest'
import type { GridLine } from '@/components/document/line-grid/model'
import { balanceOf, fromStored, isBlank, signedAmount, toInput } from './entry-lines'

const line = (id: string, account: string | null, debit: string | null, credit: string | null): GridLine => ({
  id,
  values: { account, memo: null, debit, credit },
})

describe('the lines of an entry', () => {
  const lines = [line('1', 'cash', '100.10', null), line('2', 'sales', null, '100.1'), line('3', null, null, null)]

  it('balance to the cent whatever way they are written', () => {
    expect(balanceOf(lines)).toEqual({ debit: '100.1', credit: '100.1', difference: '0' })
    expect(balanceOf([...lines, line('4', 'x', '0.01', null)]).difference).toBe('0.01')
  })

  it('go to the server without the blank ones, credits below zero', () => {
    expect(isBlank(lines[2] as GridLine)).toBe(true)
    expect(toInput(lines)).toEqual({
      ids: ['1', '2'],
      lines: [
        { accountId: 'cash', amount: '100.1', memo: null },
        { accountId: 'sales', amount: '-100.1', memo: null },
      ],
    })
  })

  it('come back to the side they were written on', () => {
    const back = fromStored({ accountId: 'sales', amount: '-5.5', memo: 'May' }, 'x', '4000 Sales')
    expect(back.values).toEqual({ account: 'sales', memo: 'May', debit: null, credit: '5.5' })
    expect(signedAmount(back)).toBe('-5.5')
  })
})
