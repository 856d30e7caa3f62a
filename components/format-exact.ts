import { formatDate } from '@/components/ui/date-text'
import { formatDecimal } from '@/components/ui/decimal-text'
import { currencyDigits } from '@/server/kernel/currency'

/** Decimal strings in, text out. No value passes through a float: `Intl.NumberFormat` takes the string as it is. */
export interface Format {
  locale: string
  timeZone: string
  /** "USD 1,234.50": the code, because ¥ and $ mean several currencies. At the currency's precision. */
  money(value: string, currency: string): string
  /** As `money` without the currency, for columns that name it once. */
  amount(value: string, currency: string): string
  /** As few places as the value needs, up to six; with its unit when given. */
  quantity(value: string, unit?: string): string
  /** At least the currency's places, up to six. */
  unitPrice(value: string, currency: string): string
  /** The value is in percent already: `12.5` is "12.5%". */
  percent(value: string): string
  /** Exchange rates: up to ten places. */
  rate(value: string): string
  /** A count of things. */
  count(value: number): string
  /** `YYYY-MM-DD` without ambiguity between day and month. */
  date(value: string): string
  /** An ISO instant in the reader's zone, to the minute. */
  instant(value: string): string
  /** To the second, with the zone. */
  exactInstant(value: string): string
}

/** Makes the formatter of one locale and zone. */
export function createFormat(locale: string, timeZone: string): Format {
  const at = (value: string, look: Intl.DateTimeFormatOptions) => {
    const instant = new Date(value)
    return Number.isNaN(instant.getTime())
      ? value
      : new Intl.DateTimeFormat(locale, { ...look, timeZone }).format(instant)
  }
  const fixed = (value: string, places: number) =>
    formatDecimal(value, locale, { minPlaces: places, maxPlaces: places })
  const amount = (value: string, currency: string) => fixed(value, currencyDigits(currency))
  return {
    locale,
    timeZone,
    amount,
    money: (value, currency) => `${currency}\u00a0${amount(value, currency)}`,
    quantity: (value, unit) => {
      const shown = formatDecimal(value, locale, { maxPlaces: 6 })
      return unit ? `${shown}\u00a0${unit}` : shown
    },
    unitPrice: (value, currency) => {
      const places = currencyDigits(currency)
      return formatDecimal(value, locale, { minPlaces: places, maxPlaces: Math.max(places, 6) })
    },
    percent: (value) => `${formatDecimal(value, locale, { maxPlaces: 4 })}%`,
    rate: (value) => formatDecimal(value, locale, { maxPlaces: 10 }),
    count: (value) => new Intl.NumberFormat(locale).format(value),
    date: (value) => formatDate(value, locale),
    instant: (value) => at(value, { dateStyle: 'medium', timeStyle: 'short' }),
    exactInstant: (value) => at(value, { dateStyle: 'full', timeStyle: 'long' }),
  }
}
