// One set a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelPermissions?: Set<string> }
const declared = (): Set<string> => {
  store.keelPermissions ??= new Set()
  return store.keelPermissions
}

/**
 * Makes permissions known that no command or query asks for as a whole: those that a handler asks for when a case is special
 * (a count over its tolerance), and those that override a rule. Without it no role could be given them.
 */
export function declarePermissions(...names: readonly string[]): void {
  for (const name of names) declared().add(name)
}

export const declaredPermissions = (): ReadonlySet<string> => declared()
