import { budget, budgetRevision } from '@/db/schema/finance/budget'
import { budgetMachine, budgetRevisionMachine, type budgetStates } from '@/server/contracts/finance/budget'
import type { DocumentKind } from '@/server/platform/commands/command'

type State = (typeof budgetStates)[number]
type Transition = keyof typeof budgetMachine.transitions

export const budgetKind: DocumentKind<typeof budget, State, Transition> = {
  type: 'budget',
  table: budget,
  machine: budgetMachine,
  label: (row) => row.number ?? row.name,
}
export const budgetRevisionKind: DocumentKind<typeof budgetRevision, State, Transition> = {
  type: 'budget_revision',
  table: budgetRevision,
  machine: budgetRevisionMachine,
  label: (row) => row.number ?? row.reason,
}
