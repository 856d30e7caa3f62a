import { canTransit, type Machine } from '@/server/kernel/state-machine'

/** One button of the action bar, as the screen describes it. */
export interface DocumentAction {
  /** Transition of the machine, or a free name for what changes no state (print, duplicate). */
  readonly name: string
  readonly label: string
  readonly onRun: () => unknown
  /** One key (`a`) or a chord (`shift+a`); shown and listened to. */
  readonly shortcut?: string
  /** Why it may not be done now beyond the state: a missing right, an approval that runs. Said on hover and focus. */
  readonly refused?: string
  readonly tone?: 'danger'
  /** Where it stands when the state allows several: the highest is the one next step. Default 0; below 0 = overflow. */
  readonly weight?: number
  /** The next step although it is no transition of this document (deliver, invoice: what makes the next document). */
  readonly step?: boolean
}

export interface PlannedAction extends DocumentAction {
  readonly reason: string | null
}
export interface ActionPlan {
  readonly primary: PlannedAction | null
  readonly quiet: readonly PlannedAction[]
  readonly overflow: readonly PlannedAction[]
}

/**
 * Arranges the actions for a state. A transition that the state does not allow stays, disabled with `illegalReason`.
 * The next step is the legal transition of the greatest weight above 0, refused or not, so that a person sees what is
 * waited for. At most `quietSlots` allowed ones stand beside it, everything else is in the overflow.
 */
export function planActions<S extends string, T extends string>(
  machine: Machine<S, T>,
  state: S,
  actions: readonly DocumentAction[],
  illegalReason: (action: DocumentAction) => string,
  quietSlots = 2,
): ActionPlan {
  const isTransition = (name: string): name is T => Object.hasOwn(machine.transitions, name)
  const planned = actions.map((action): PlannedAction => {
    const illegal = isTransition(action.name) && !canTransit(machine, state, action.name)
    return { ...action, reason: illegal ? illegalReason(action) : (action.refused ?? null) }
  })
  const legal = (a: PlannedAction) => (isTransition(a.name) ? canTransit(machine, state, a.name) : a.step === true)
  const byWeight = (a: PlannedAction, b: PlannedAction) =>
    (b.weight ?? 0) - (a.weight ?? 0) || Number(a.reason !== null) - Number(b.reason !== null)
  const primary =
    planned.filter((a) => legal(a) && (a.weight ?? 0) > 0 && a.tone !== 'danger').sort(byWeight)[0] ?? null
  const others = planned.filter((a) => a !== primary)
  const quiet = others
    .filter((a) => (a.weight ?? 0) >= 0 && a.reason === null && a.tone !== 'danger')
    .slice(0, quietSlots)
  return { primary, quiet, overflow: others.filter((a) => !quiet.includes(a)) }
}

/** A shortcut in one spelling for comparing: modifiers sorted, lower case. */
export function chordOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>): string {
  const modifiers = [
    event.altKey && 'alt',
    (event.ctrlKey || event.metaKey) && 'mod',
    event.shiftKey && event.key.length > 1 && 'shift',
    event.shiftKey && /^[a-z]$/i.test(event.key) && 'shift',
  ].filter((m): m is string => Boolean(m))
  return [...modifiers, event.key.toLowerCase()].join('+')
}
