import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import {
  isLocale,
  knownTimeZone,
  LOCALE_COOKIE,
  type Locale,
  negotiateLocale,
  TIME_ZONE_COOKIE,
} from '@/server/contracts/platform/locale'
import { loadCatalogue } from './catalogue'

/** The reader's choice, else what the browser asks for. */
async function requestLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(LOCALE_COOKIE)?.value
  return isLocale(chosen) ? chosen : negotiateLocale((await headers()).get('accept-language'))
}

export default getRequestConfig(async () => {
  const locale = await requestLocale()
  const timeZone = knownTimeZone((await cookies()).get(TIME_ZONE_COOKIE)?.value)
  return { locale, timeZone, messages: await loadCatalogue(locale) }
})
