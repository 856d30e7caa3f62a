import type { Locale } from '@/server/contracts/platform/locale'
import type { Catalogue } from './merge'

const loaders: Record<Locale, () => Promise<{ catalogue: Catalogue }>> = {
  en: () => import('./catalogue-en'),
  zh: () => import('./catalogue-zh'),
}
const started = new Map<Locale, Promise<Catalogue>>()

/**
 * The words of one language, found at build time. The same promise each time, so that React may wait for it. In the
 * browser they come as one cached script instead of with every page.
 */
export function loadCatalogue(locale: Locale): Promise<Catalogue> {
  const running = started.get(locale)
  if (running) return running
  const loading = loaders[locale]().then((module) => module.catalogue)
  started.set(locale, loading)
  // While developing, words change under a running server: what was read is forgotten soon after.
  if (process.env.NODE_ENV === 'development') loading.then(() => setTimeout(() => started.delete(locale), 2000))
  return loading
}
