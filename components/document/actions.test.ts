import { expect, it } from 'vitest'
import { defineMachine } from '@/server/kernel/state-machine'
import { chordOf, type DocumentAction, planActions } from './actions'

const machine = defineMachine({
  document: 'order',
  initial: 'draft',
  states: ['draft', 'approved', 'cancelled'],
  transitions: {
    approve: { from: ['draft'], to: 'approved' },
    cancel: { from: ['draft', 'approved'], to: 'cancelled' },
    reopen: { from: ['cancelled'], to: 'draft' },
  },
})
const action = (name: string, more: Partial<DocumentAction> = {}): DocumentAction => ({
  name,
  label: name,
  onRun: () => {},
  ...more,
})
const actions = [
  action('approve', { weight: 10 }),
  action('reopen', { weight: 10 }),
  action('print'),
  action('duplicate'),
  action('cancel', { tone: 'danger' }),
]
const plan = (state: 'draft' | 'approved' | 'cancelled', list = actions) =>
  planActions(machine, state, list, (a) => `not ${a.name}`)

it('makes the one next step the main button and hides nothing', () => {
  const { primary, quiet, overflow } = plan('draft')
  expect(primary?.name).toBe('approve')
  expect(quiet.map((a) => a.name)).toEqual(['print', 'duplicate'])
  expect(overflow.map((a) => [a.name, a.reason])).toEqual([
    ['reopen', 'not reopen'],
    ['cancel', null],
  ])
})

it('has no main button where no step is next', () => {
  expect(plan('approved').primary).toBeNull()
})

it('keeps a refused next step in its place with the reason', () => {
  const waiting = [
    action('approve', { weight: 10, refused: 'Waits for Ann' }),
    action('cancel', { weight: 1, tone: 'danger' }),
  ]
  expect(plan('draft', waiting).primary).toMatchObject({ name: 'approve', reason: 'Waits for Ann' })
})

it('spells chords one way', () => {
  const key = (k: string, more = {}) =>
    chordOf({ key: k, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more })
  expect([
    key('a'),
    key('A', { shiftKey: true }),
    key('Enter', { metaKey: true }),
    key('?', { shiftKey: true }),
  ]).toEqual(['a', 'shift+a', 'mod+enter', '?'])
})
