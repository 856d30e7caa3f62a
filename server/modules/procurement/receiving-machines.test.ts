import { describe, expect, it } from 'vitest'
import * as machines from '@/server/contracts/procurement/receiving-machines'
import { canTransit, type Machine } from '@/server/kernel/state-machine'

/** Every allowed pair, by hand: what is not here is refused by name. */
const simple = ['draft post posted', 'draft cancel cancelled', 'posted reverse reversed']
const allowed: Record<string, string[]> = {
  goods_receipt: simple,
  supplier_return: simple,
  landed_cost: simple,
  supplier_invoice: ['draft block blocked', 'draft post posted', 'blocked post posted', 'posted reverse reversed'],
}

describe.each(Object.values(machines) as readonly Machine[])('$document', (machine) => {
  it.each(machine.states.flatMap((s) => Object.keys(machine.transitions).map((t) => [s, t] as const)))(
    '%s x %s',
    (state, transition) => {
      const hit = allowed[machine.document]?.find((a) => a.startsWith(`${state} ${transition} `))
      expect(canTransit(machine, state, transition)).toBe(hit !== undefined)
      if (hit) expect(machine.transitions[transition]?.to).toBe(hit.split(' ')[2])
    },
  )
})
