import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { createTranslator } from 'next-intl'
import type { Locale } from '@/server/contracts/platform/locale'
import { currencyDigits } from '@/server/kernel/currency'

interface Tree {
  [key: string]: string | Tree
}

function merge(target: Tree, source: Tree): Tree {
  for (const [key, value] of Object.entries(source)) {
    const there = target[key]
    target[key] = typeof value === 'string' ? value : merge(typeof there === 'object' ? there : {}, value)
  }
  return target
}

const catalogues = new Map<Locale, Tree>()

/** All messages of a language, read once from the project's `messages` folder. */
function catalogue(locale: Locale): Tree {
  const known = catalogues.get(locale)
  if (known) return known
  const folder = path.join(process.cwd(), 'messages', locale)
  const files = readdirSync(folder).filter((f) => f.endsWith('.json'))
  const tree = files.reduce<Tree>(
    (all, f) => merge(all, JSON.parse(readFileSync(path.join(folder, f), 'utf8')) as Tree),
    {},
  )
  catalogues.set(locale, tree)
  return tree
}

/** Words and number formats for what the server itself writes: print, files, mail. */
export interface Words {
  readonly locale: Locale
  /** A message by its full key; a key that is not there comes back as it is. */
  t(key: string, params?: Record<string, string | number>): string
  amount(value: string, currency: string): string
  quantity(value: string): string
  unitPrice(value: string, currency: string): string
  percent(value: string): string
  date(value: string): string
}

/** `Intl.NumberFormat` takes a decimal string as it is; its type does not say so yet. */
const decimal = (value: string) => value as unknown as number

export function wordsFor(locale: Locale): Words {
  const translate = createTranslator({
    locale,
    messages: catalogue(locale) as Record<string, string>,
    onError: () => {},
    getMessageFallback: ({ key }) => key,
  })
  const number = (value: string, minimum: number, maximum: number) =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: minimum, maximumFractionDigits: maximum }).format(
      decimal(value),
    )
  return {
    locale,
    t: (key, params) => translate(key, params),
    amount: (value, currency) => number(value, currencyDigits(currency), currencyDigits(currency)),
    quantity: (value) => number(value, 0, 6),
    unitPrice: (value, currency) => number(value, currencyDigits(currency), 6),
    percent: (value) => `${number(value, 0, 4)}%`,
    date: (value) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${value}T00:00:00Z`)),
  }
}
