/** A catalogue: areas, then words; ICU messages at the leaves. */
export interface Catalogue {
  [key: string]: string | Catalogue
}

/** All files of one language as one tree; two files may both add to `errors`. */
export function mergeCatalogues(files: readonly Catalogue[]): Catalogue {
  const into = (target: Catalogue, source: Catalogue) => {
    for (const [key, value] of Object.entries(source)) {
      const there = target[key]
      if (typeof value === 'string') target[key] = value
      else target[key] = into(typeof there === 'object' ? { ...there } : {}, value)
    }
    return target
  }
  return files.reduce<Catalogue>((all, file) => into(all, file), {})
}
