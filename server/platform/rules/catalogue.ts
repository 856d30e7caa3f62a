import type { FactCatalogue } from '@/server/contracts/platform/facts'

// One set a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelFacts?: Map<string, FactCatalogue> }

const catalogues = (): Map<string, FactCatalogue> => {
  store.keelFacts ??= new Map()
  return store.keelFacts
}

/** Makes the facts of a document kind known to the rules table. Called by the module that owns the document. */
export function registerFacts(catalogue: FactCatalogue): void {
  catalogues().set(catalogue.document, catalogue)
}

/** The facts of a document kind; undefined when no module judges such documents. */
export const catalogueOf = (document: string): FactCatalogue | undefined => catalogues().get(document)

export const allCatalogues = (): FactCatalogue[] => [...catalogues().values()]
