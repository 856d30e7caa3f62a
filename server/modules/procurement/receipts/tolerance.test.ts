import { describe, expect, it } from 'vitest'
import { shortBy, splitReceipt } from './tolerance.rules'

const ten = { overPercent: '10', underPercent: '5', overAction: 'hold' } as const
const ordered = { open: '100', received: '60' }

describe('more than ordered', () => {
  it('exactly at the tolerance passes, what is beyond it is held', () => {
    expect(splitReceipt(ordered, '0', '50', ten)).toEqual({ take: '50', hold: '0' })
    expect(splitReceipt(ordered, '0', '50.000001', ten)).toEqual({ take: '50', hold: '0.000001' })
  })
  it('earlier rows of the receipt count', () => {
    expect(splitReceipt(ordered, '45', '10', ten)).toEqual({ take: '5', hold: '5' })
    expect(splitReceipt(ordered, '80', '10', ten)).toEqual({ take: '0', hold: '10' })
  })
  it('or is accepted, or refused', () => {
    expect(splitReceipt(ordered, '0', '90', { ...ten, overAction: 'accept' })).toEqual({ take: '90', hold: '0' })
    expect(splitReceipt(ordered, '0', '50', { ...ten, overAction: 'refuse' })).toEqual({ take: '50', hold: '0' })
    expect(splitReceipt(ordered, '0', '51', { ...ten, overAction: 'refuse' })).toBe('refused')
  })
})

describe('less than ordered', () => {
  it('within the tolerance nothing more is waited for', () => {
    expect(shortBy('100', '95', ten, false)).toBe('5')
    expect(shortBy('100', '94.999999', ten, false)).toBe('0')
    expect(shortBy('100', '94', ten, true)).toBe('6')
    expect(shortBy('100', '99', { underPercent: '0' }, false)).toBe('0')
    expect(shortBy('100', '120', ten, true)).toBe('0')
  })
})
