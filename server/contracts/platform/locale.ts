/** The languages that Keel speaks. The URL does not carry the language: a link means the same page to both readers. */
export const LOCALES = ['en', 'zh'] as const
export type Locale = (typeof LOCALES)[number]
export const DEFAULT_LOCALE: Locale = 'en'

/** Cookies that the browser sets; they hold a preference, nothing secret. */
export const LOCALE_COOKIE = 'keel-locale'
export const TIME_ZONE_COOKIE = 'keel-time-zone'
/** The company that lists and new documents start with. */
export const COMPANY_COOKIE = 'keel-company'

export const isLocale = (value: unknown): value is Locale => LOCALES.some((locale) => locale === value)

/** The best language of an `Accept-Language` header (RFC 9110): by quality, then by order; English when none fits. */
export function negotiateLocale(header: string | null | undefined): Locale {
  const wishes = (header ?? '').split(',', 30).map((part, order) => {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality), order }
  })
  const sorted = wishes.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality || a.order - b.order)
  for (const { language } of sorted) if (isLocale(language)) return language
  return DEFAULT_LOCALE
}

/** An IANA zone name that this platform knows, or UTC. */
export function knownTimeZone(name: string | null | undefined): string {
  if (!name || name.length > 60) return 'UTC'
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
