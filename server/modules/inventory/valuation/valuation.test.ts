import { describe, expect, it } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { dec } from '@/server/kernel/money'
import type { Valuation } from '../types'
import { enter } from './enter.rules'
import { leave } from './leave.rules'
import { emptyState, type ValuationState } from './state'

const start = (method: Valuation, standardCost = '0') => emptyState(method, 2, standardCost)
const receive = (state: ValuationState, quantity: string, value: string, requestId = newId()) =>
  enter(state, {
    ...{ requestId, date: '2026-01-01', sequence: 0, comesBack: false },
    quantity: dec(quantity),
    value: dec(value),
  })
const comeBack = (state: ValuationState, quantity: string, value: string) =>
  enter(state, {
    ...{ requestId: newId(), date: '2026-01-01', sequence: 0, comesBack: true },
    quantity: dec(quantity),
    value: dec(value),
  })
const issue = (state: ValuationState, quantity: string) => leave(state, { quantity: dec(quantity) }).value.toFixed()
const adjusted = (effect: ReturnType<typeof enter>) => effect.adjustments.map((a) => `${a.kind} ${a.value.toFixed()}`)
const held = (state: ValuationState) => `${state.quantity.toFixed()} = ${state.value.toFixed()}`

describe('first in, first out', () => {
  it('takes the oldest layers, and the last cent with the last piece of a layer', () => {
    const state = start('fifo')
    receive(state, '3', '10')
    receive(state, '5', '25')
    // 10 / 3 = 3.33 each, the third takes 3.34; then two of the second layer at 5.
    expect(issue(state, '1')).toBe('-3.33')
    expect(issue(state, '1')).toBe('-3.34')
    expect(issue(state, '3')).toBe('-13.33')
    expect(held(state)).toBe('3 = 15')
    expect(issue(state, '3')).toBe('-15')
    expect(held(state)).toBe('0 = 0')
  })

  it('issues what is missing at the last receipt cost and settles the difference when it comes', () => {
    const state = start('fifo')
    receive(state, '2', '20')
    expect(issue(state, '5')).toBe('-50')
    expect(held(state)).toBe('-3 = -30')
    const effect = receive(state, '10', '120')
    // Three pieces were sold at 10 and cost 12: 6 more cost of sales.
    expect(adjusted(effect)).toEqual(['settlement -6'])
    expect(held(state)).toBe('7 = 84')
    expect(state.layers.map((l) => l.quantity.toFixed())).toEqual(['7'])
  })

  it('gives a receipt back from its own layer', () => {
    const state = start('fifo')
    receive(state, '4', '40')
    const second = newId()
    receive(state, '4', '60', second)
    const effect = leave(state, { quantity: dec('4'), atCostOf: { requestId: second, value: dec('60') } })
    expect(effect.value.toFixed()).toBe('-60')
    expect(effect.adjustments).toEqual([])
    expect(held(state)).toBe('4 = 40')
  })
})

describe('moving average', () => {
  it('books the cent that it leaves on the issue that empties the stock', () => {
    const state = start('average')
    receive(state, '3', '10')
    expect([issue(state, '1'), issue(state, '1'), issue(state, '1')]).toEqual(['-3.33', '-3.34', '-3.33'])
    expect(held(state)).toBe('0 = 0')
  })

  it('averages receipts', () => {
    const state = start('average')
    receive(state, '10', '100')
    receive(state, '10', '120')
    expect(issue(state, '5')).toBe('-55')
    expect(held(state)).toBe('15 = 165')
  })

  it('settles a shortage in parts, oldest provisional value first', () => {
    const state = start('average')
    receive(state, '1', '8')
    expect(issue(state, '4')).toBe('-32')
    expect(adjusted(receive(state, '1', '10'))).toEqual(['settlement -2'])
    expect(held(state)).toBe('-2 = -16')
    expect(adjusted(receive(state, '4', '36'))).toEqual(['settlement -2'])
    expect(held(state)).toBe('2 = 18')
  })

  it('keeps the average when a customer returns at another cost, the difference is a variance', () => {
    const state = start('average')
    receive(state, '10', '100')
    const effect = comeBack(state, '2', '16')
    expect(effect.value.toFixed()).toBe('16')
    expect(adjusted(effect)).toEqual(['variance 4'])
    expect(held(state)).toBe('12 = 120')
  })
})

describe('standard cost', () => {
  it('keeps the stock at standard, whatever it cost', () => {
    const state = start('standard', '3.333333')
    const effect = receive(state, '3', '12')
    expect(effect.value.toFixed()).toBe('12')
    expect(adjusted(effect)).toEqual(['variance -2'])
    expect([issue(state, '1'), issue(state, '1'), issue(state, '1')]).toEqual(['-3.33', '-3.34', '-3.33'])
    expect(held(state)).toBe('0 = 0')
  })
})
