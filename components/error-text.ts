'use client'
import { useLocale, useTranslations } from 'next-intl'

/** What a refusal carries to the screen; the same shape as `FieldIssue` and the API's errors. */
export interface ErrorLike {
  code: string
  params?: Record<string, string | number>
}

/**
 * Translates a refusal: `errors.<code>` with its params. The params `document`, `state` and `transition`
 * are names of the system; where the catalogue knows them (`common.term.<kind>.<name>`) they are said in words.
 * Names that the data has in two languages come as a pair (`cellEn`, `cellZh`) and fill one placeholder (`cell`).
 */
export function useErrorText(): (error: ErrorLike) => string {
  const t = useTranslations()
  const locale = useLocale()
  const inWords = (kind: string, value: string | number) => {
    const key = `common.term.${kind}.${String(value).replaceAll('.', '_')}`
    return t.has(key) ? t(key) : String(value).replaceAll('_', ' ')
  }
  return ({ code, params = {} }) => {
    if (!t.has(`errors.${code}`)) return t('errors.common.unknown')
    const named = { ...params }
    for (const [key, english] of Object.entries(params))
      if (key.endsWith('En') && `${key.slice(0, -2)}Zh` in params)
        named[key.slice(0, -2)] = (locale === 'zh' ? params[`${key.slice(0, -2)}Zh`] : english) ?? english
    for (const kind of ['document', 'state', 'transition']) {
      const value = named[kind]
      if (value !== undefined) named[kind] = inWords(kind, value)
    }
    return t(`errors.${code}`, named)
  }
}
