import type { FactCatalogue } from '@/server/contracts/platform/facts'
import type { ShippedRule } from '@/server/contracts/platform/rules'
import { declarePermissions } from '../identity/declared'

interface Known {
  readonly catalogues: Map<string, FactCatalogue>
  readonly shipped: Map<string, ShippedRule>
}

// One set a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelFacts?: Known }

const known = (): Known => {
  store.keelFacts ??= { catalogues: new Map(), shipped: new Map() }
  return store.keelFacts
}

/** Makes the facts of a document kind known, and the rules that a tenant begins with. Called by the module that owns the document. */
export function registerFacts(catalogue: FactCatalogue, shipped: readonly ShippedRule[] = []): void {
  known().catalogues.set(catalogue.document, catalogue)
  for (const rule of shipped) {
    known().shipped.set(rule.code, rule)
    if (rule.overridePermission) declarePermissions(rule.overridePermission)
  }
}

/** The facts of a document kind; undefined when no module judges such documents. */
export const catalogueOf = (document: string): FactCatalogue | undefined => known().catalogues.get(document)

export const allCatalogues = (): FactCatalogue[] => [...known().catalogues.values()]

export const shippedRules = (): ShippedRule[] => [...known().shipped.values()]
