import { dec, HUNDRED, plain, round, sum, toFixed } from '@/server/kernel/money'

export interface ExampleRate {
  readonly id: string
  readonly component: string
  readonly sequence: number
  readonly kind: 'percent' | 'per_unit'
  readonly value: string
  readonly validFrom: string
  readonly validTo: string | null
}
export const holds = (rate: ExampleRate, date: string): boolean =>
  rate.validFrom <= date && (rate.validTo === null || rate.validTo >= date)

/**
 * What a code asks of a net amount and quantity on a day: rates in sequence, each on the net and the taxes of the steps
 * before it; those of one step do not tax each other.
 */
export function taxExample(
  rates: readonly ExampleRate[],
  example: { net: string; quantity: string; date: string; digits: number },
): { lines: { rate: ExampleRate; base: string; tax: string }[]; tax: string; gross: string } {
  const valid = rates.filter((r) => holds(r, example.date)).sort((a, b) => a.sequence - b.sequence)
  const net = round(example.net, example.digits)
  const lines: { rate: ExampleRate; base: string; tax: string }[] = []
  for (const rate of valid) {
    const base = net.plus(sum(lines.filter((l) => l.rate.sequence < rate.sequence).map((l) => l.tax)))
    const tax = rate.kind === 'percent' ? base.times(rate.value).div(HUNDRED) : dec(example.quantity).times(rate.value)
    lines.push({ rate, base: toFixed(base, example.digits), tax: toFixed(round(tax, example.digits), example.digits) })
  }
  const tax = sum(lines.map((l) => l.tax))
  return { lines, tax: plain(tax), gross: plain(net.plus(tax)) }
}
