import { describe, expect, it } from 'vitest'
import { customerInvoiceMachine } from '@/server/contracts/sales/customer-invoice'
import { deliveryMachine } from '@/server/contracts/sales/delivery'
import { salesOrderMachine } from '@/server/contracts/sales/sales-order'
import { salesReturnMachine } from '@/server/contracts/sales/sales-return'
import { AppError } from '@/server/kernel/errors'
import { type Machine, transit } from '@/server/kernel/state-machine'

/** Every allowed pair, by hand: what is not here is refused by name. */
const allowed: Record<string, string[]> = {
  sales_order: [
    'draft quote quoted',
    'draft submit in_approval',
    'draft block blocked',
    'draft approve approved',
    'draft cancel cancelled',
    'draft lose lost',
    'quoted submit in_approval',
    'quoted block blocked',
    'quoted approve approved',
    'quoted cancel cancelled',
    'quoted lose lost',
    'quoted revise draft',
    'in_approval block blocked',
    'in_approval return draft',
    'in_approval approve approved',
    'in_approval cancel cancelled',
    'in_approval revise draft',
    'blocked quote quoted',
    'blocked submit in_approval',
    'blocked approve approved',
    'blocked cancel cancelled',
    'blocked lose lost',
    'blocked revise draft',
    'approved close closed',
    'approved close_short closed',
    'approved cancel cancelled',
    'approved revise draft',
    'closed reopen approved',
    'cancelled revise draft',
    'lost revise draft',
  ],
  delivery: [
    'draft release released',
    'draft post posted',
    'draft cancel cancelled',
    'released pick picking',
    'released pack packed',
    'released post posted',
    'released cancel cancelled',
    'picking pack packed',
    'picking post posted',
    'picking cancel cancelled',
    'packed post posted',
    'packed cancel cancelled',
    'posted reverse reversed',
  ],
  customer_invoice: ['draft post posted', 'posted reverse reversed'],
  sales_return: [
    'draft approve approved',
    'draft cancel cancelled',
    'approved receive received',
    'approved cancel cancelled',
    'received close closed',
  ],
}

const attempt = (machine: Machine, state: string, transition: string): string => {
  try {
    return transit(machine, state, transition)
  } catch (error) {
    if (error instanceof AppError && error.code === 'common.illegal_transition') return 'refused'
    throw error
  }
}

describe.each([salesOrderMachine, deliveryMachine, customerInvoiceMachine, salesReturnMachine] as readonly Machine[])(
  '$document',
  (machine) => {
    it.each(machine.states.flatMap((s) => Object.keys(machine.transitions).map((t) => [s, t] as const)))(
      '%s x %s',
      (state, transition) => {
        const hit = allowed[machine.document]?.find((a) => a.startsWith(`${state} ${transition} `))
        expect(attempt(machine, state, transition)).toBe(hit?.split(' ')[2] ?? 'refused')
      },
    )
  },
)
