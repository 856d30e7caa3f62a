import { describe, expect, it } from 'vitest'
import { dec } from '@/server/kernel/money'
import { NO_BALANCE, type RevenueLine, revenuePosting, revenueTarget } from './revenue.rules'

const at = { digits: 2, baseDigits: 2, rate: '1.10' }
const balance = (amount: string, base: string) => ({ amount: dec(amount), base: dec(base) })
const line = (kept: string, billed: string, more: Partial<RevenueLine> = {}): RevenueLine => ({
  net: '100',
  stockQuantity: '3',
  kept: dec(kept),
  billed: dec(billed),
  billedNet: dec(0),
  billedBase: dec(0),
  unbilled: NO_BALANCE,
  deferred: NO_BALANCE,
  ...more,
})
const said = (b: { amount: { toFixed(d: number): string }; base: { toFixed(d: number): string } }) =>
  `${b.amount.toFixed(2)} ${b.base.toFixed(2)}`

describe('revenue on delivery', () => {
  it('is a receivable without a bill for what is delivered and not billed, at the rate of its day', () => {
    const first = revenueTarget(line('1', '0'), at)
    expect([said(first.unbilled), said(first.deferred)]).toEqual(['33.33 36.66', '0.00 0.00'])
    // The second and third at 1.20: 66.67 more, so that all three come to the whole.
    const all = revenueTarget(line('3', '0', { unbilled: first.unbilled }), { ...at, rate: '1.20' })
    expect(said(all.unbilled)).toBe('100.00 116.66')
  })

  it('is deferred for what is billed and not delivered, at the rate of the bill, and released in proportion', () => {
    const bill = { billedNet: dec('100'), billedBase: dec('108.37') }
    const before = revenueTarget(line('0', '3', bill), at)
    expect(said(before.deferred)).toBe('100.00 108.37')
    const one = line('1', '3', { ...bill, deferred: before.deferred })
    const released = revenuePosting(one, revenueTarget(one, at), null)
    expect([said(released.deferred), said(released.revenue)]).toEqual(['33.33 36.12', '-33.33 -36.12'])
    expect(released.exchange.toFixed(2)).toBe('0.00')
  })

  it('is cleared by the bill; what the rate has moved since is an exchange difference', () => {
    const billed = line('3', '3', {
      billedNet: dec('100'),
      billedBase: dec('120'),
      unbilled: balance('100', '110'),
    })
    const posting = revenuePosting(billed, revenueTarget(billed, at), {
      net: dec('100'),
      base: dec('120'),
      baseDigits: 2,
    })
    // The bill credits revenue 100 / 120; here revenue takes them back, unbilled goes, and 10 are a gain.
    expect([said(posting.unbilled), said(posting.revenue), posting.exchange.toFixed(2)]).toEqual([
      '-100.00 -110.00',
      '100.00 120.00',
      '-10.00',
    ])
  })

  it('never holds both, and always balances', () => {
    for (let kept = 0; kept <= 5; kept++)
      for (let billed = 0; billed <= 5; billed++) {
        const l = line(String(kept), String(billed), {
          billedNet: dec(billed).times('33.37'),
          billedBase: dec(billed).times('36.21'),
          unbilled: balance('12.34', '13.57'),
          deferred: balance('7.77', '8.01'),
        })
        const target = revenueTarget(l, at)
        expect(target.unbilled.amount.isZero() || target.deferred.amount.isZero()).toBe(true)
        for (const bill of [null, { net: dec('50'), base: dec('56.78'), baseDigits: 2 }]) {
          const p = revenuePosting(l, target, bill)
          expect(p.unbilled.amount.plus(p.deferred.amount).plus(p.revenue.amount).isZero()).toBe(true)
          expect(p.unbilled.base.plus(p.deferred.base).plus(p.revenue.base).plus(p.exchange).isZero()).toBe(true)
        }
      }
  })
})
