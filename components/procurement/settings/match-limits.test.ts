import { describe, expect, it } from 'vitest'
import { matchLimitFields } from '@/server/contracts/procurement/supplier-invoice'
import { limitsForForm, limitsOfForm } from './match-limits'

const row = (itemKind: 'all' | 'stock' | 'service' | 'freight', more: object) => ({
  itemKind,
  ...matchLimitFields.parse(more),
})

describe('limits of the match in a form', () => {
  it('come out as they went in', () => {
    const stored = [
      row('all', { priceAbovePercent: '2', quantityAbovePercent: '0' }),
      row('service', { priceAboveAmount: '50' }),
    ]
    expect(limitsOfForm(limitsForForm(stored))).toEqual(stored)
  })

  it('has those of freight in one place, the nearer first', () => {
    const form = limitsForForm([
      row('all', { freightAbovePercent: '10', freightAboveAmount: '30' }),
      row('freight', { freightAboveAmount: '20' }),
    ])
    expect(limitsOfForm(form)).toEqual([row('freight', { freightAbovePercent: '10', freightAboveAmount: '20' })])
  })

  it('are none where nothing limits', () => {
    expect(limitsOfForm(limitsForForm([]))).toEqual([])
  })
})
