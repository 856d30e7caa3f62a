import { AppError } from './errors'

/** A document's life as data: shared by the server, the action bar and mobile. */
export interface Machine<S extends string = string, T extends string = string> {
  readonly document: string
  readonly initial: S
  readonly states: readonly S[]
  readonly transitions: Readonly<Record<T, { readonly from: readonly S[]; readonly to: S }>>
}

export const defineMachine = <const S extends string, const T extends string>(machine: Machine<S, T>): Machine<S, T> =>
  machine

/** The state after `transition`; an illegal one is the named error `common.illegal_transition`. */
export function transit<S extends string, T extends string>(machine: Machine<S, T>, state: S, transition: T): S {
  const rule = machine.transitions[transition]
  if (!rule?.from.includes(state))
    throw new AppError('illegal_transition', 'common.illegal_transition', {
      document: machine.document,
      state,
      transition,
    })
  return rule.to
}

export const canTransit = <S extends string, T extends string>(
  machine: Machine<S, T>,
  state: S,
  transition: T,
): boolean => machine.transitions[transition]?.from.includes(state) ?? false

/** The transitions that `state` allows. */
export const transitionsFrom = <S extends string, T extends string>(machine: Machine<S, T>, state: S): T[] =>
  (Object.keys(machine.transitions) as T[]).filter((t) => canTransit(machine, state, t))
