import type { ImportColumn } from './importer'

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-./()（）*：:]+/g, '')

/** Which column of the file each header means, by its key or an alias in any language; a column is given to one header only. */
export function guessMapping(headers: readonly string[], columns: readonly Pick<ImportColumn, 'key' | 'aliases'>[]) {
  const meanings = new Map(columns.flatMap((c) => [c.key, ...c.aliases].map((a) => [fold(a), c.key] as const)))
  const taken = new Set<string>()
  return headers.map((header) => {
    const key = meanings.get(fold(header)) ?? null
    if (key === null || taken.has(key)) return null
    taken.add(key)
    return key
  })
}
