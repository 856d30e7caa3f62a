import { describe, expect, it } from 'vitest'
import {
  purchaseOrderMachine,
  purchaseRequisitionMachine,
  requestForQuotationMachine,
  supplierQuotationMachine,
} from '@/server/contracts/procurement/machines'
import type { AppError } from '@/server/kernel/errors'
import { type Machine, transit } from '@/server/kernel/state-machine'

/** Every allowed pair, by hand: what is not here is refused by name. */
const allowed: Record<string, string[]> = {
  purchase_requisition: [
    'draft submit in_approval',
    'draft block blocked',
    'draft approve approved',
    'draft cancel cancelled',
    'in_approval return draft',
    'in_approval reject rejected',
    'in_approval block blocked',
    'in_approval approve approved',
    'in_approval cancel cancelled',
    'blocked submit in_approval',
    'blocked reject rejected',
    'blocked approve approved',
    'blocked cancel cancelled',
    'blocked revise draft',
    'approved close closed',
    'approved cancel cancelled',
    'approved revise draft',
    'rejected cancel cancelled',
    'rejected revise draft',
    'closed reopen approved',
  ],
  request_for_quotation: [
    'draft send sent',
    'draft cancel cancelled',
    'sent send sent',
    'sent close closed',
    'sent cancel cancelled',
    'closed reopen sent',
  ],
  supplier_quotation: [
    'draft submit submitted',
    'draft cancel cancelled',
    'submitted return draft',
    'submitted award awarded',
    'submitted lose lost',
    'submitted cancel cancelled',
    'awarded award awarded',
  ],
  purchase_order: [
    'draft submit in_approval',
    'draft block blocked',
    'draft approve approved',
    'draft cancel cancelled',
    'in_approval return draft',
    'in_approval block blocked',
    'in_approval approve approved',
    'in_approval cancel cancelled',
    'blocked submit in_approval',
    'blocked approve approved',
    'blocked cancel cancelled',
    'blocked revise draft',
    ...['approved', 'sent'].flatMap((state) => [
      `${state} send sent`,
      `${state} confirm confirmed`,
      `${state} close closed`,
      `${state} close_short closed`,
      `${state} cancel cancelled`,
      `${state} revise draft`,
      `${state} change approved`,
    ]),
    'confirmed confirm confirmed',
    'confirmed close closed',
    'confirmed close_short closed',
    'confirmed cancel cancelled',
    'confirmed revise draft',
    'confirmed change approved',
    'closed reopen approved',
  ],
}

const machines: Machine[] = [
  purchaseRequisitionMachine,
  requestForQuotationMachine,
  supplierQuotationMachine,
  purchaseOrderMachine,
]

describe.each(machines.map((m) => [m.document, m] as const))('the life of a %s', (document, machine) => {
  const pairs = machine.states.flatMap((state) =>
    Object.keys(machine.transitions).map((action) => [state, action] as const),
  )
  it.each(pairs)('%s: %s', (state, action) => {
    const expected = allowed[document]?.find((line) => line.startsWith(`${state} ${action} `))
    if (expected) expect(`${state} ${action} ${transit(machine, state, action)}`).toBe(expected)
    else
      expect(() => transit(machine, state, action)).toThrow(
        expect.objectContaining({ code: 'common.illegal_transition' }) as AppError,
      )
  })
})
