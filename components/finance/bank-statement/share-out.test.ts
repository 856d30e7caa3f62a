import { describe, expect, it } from 'vitest'
import { shareOut } from './share-out'

const claim = (id: string, remaining: string, discount = '0') => ({ id, remaining, discount })

describe('money over chosen items', () => {
  it('settles them in their order, the last in part, nothing beyond the money', () => {
    expect(shareOut([claim('a', '30'), claim('b', '50'), claim('c', '5')], '70')).toEqual([
      { openItemId: 'a', amount: '30', discount: '0' },
      { openItemId: 'b', amount: '40', discount: '0' },
    ])
  })
  it('takes the discount where the money is exactly the rest', () => {
    expect(shareOut([claim('a', '-100', '2')], '-98')).toEqual([{ openItemId: 'a', amount: '98', discount: '2' }])
    expect(shareOut([claim('a', '-100', '2')], '-100')).toEqual([{ openItemId: 'a', amount: '100', discount: '0' }])
    expect(shareOut([claim('a', '-100', '2')], '-60')).toEqual([{ openItemId: 'a', amount: '60', discount: '0' }])
  })
})
