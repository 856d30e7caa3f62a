import type { Id } from '@/server/kernel/ids'
import {
  allocate,
  Decimal,
  type DecimalString,
  dec,
  HUNDRED,
  ONE,
  round,
  sum,
  toFixed,
  ZERO,
} from '@/server/kernel/money'
import type { TaxCodeAtDate, TaxRateAtDate } from '../door'

/** Tax of a document, as `conventions.md` says it: pure, exact, and the printed lines add up. */

export interface TaxLineInput {
  readonly id: Id
  /** Net, or gross when prices include tax; already rounded to the currency. */
  readonly amount: DecimalString
  readonly quantity: DecimalString
  readonly taxCodeIds: readonly Id[]
}
export interface TaxInput {
  readonly lines: readonly TaxLineInput[]
  readonly pricesIncludeTax: boolean
  readonly rounding: 'document' | 'line'
  /** Decimals of the document currency. */
  readonly digits: number
  readonly codes: ReadonlyMap<Id, TaxCodeAtDate>
}
export interface TaxOfLine {
  readonly taxCodeId: Id
  readonly rateId: Id
  readonly base: DecimalString
  readonly tax: DecimalString
}
export interface TaxedLine {
  readonly id: Id
  readonly net: DecimalString
  readonly tax: DecimalString
  readonly gross: DecimalString
  readonly taxes: readonly TaxOfLine[]
}
export interface TaxByRate extends TaxOfLine {
  readonly accountId: Id
  /** Reverse charge: owed by the company itself, and in no total of the document. */
  readonly reverseAccountId?: Id
  readonly box: string | null
  /** The part of the tax that an input tax may not deduct: it belongs to the cost of the lines. */
  readonly nonDeductible: DecimalString
}
export interface TaxResult {
  readonly lines: readonly TaxedLine[]
  readonly byRate: readonly TaxByRate[]
  readonly net: DecimalString
  readonly tax: DecimalString
  readonly gross: DecimalString
}

interface Applied {
  readonly code: TaxCodeAtDate
  readonly rate: TaxRateAtDate
}
interface Share extends Applied {
  base: Decimal
  tax: Decimal
}
interface Working {
  readonly line: TaxLineInput
  net: Decimal
  readonly shares: Share[]
}

/** The rates of a line in the order they apply. */
function ratesOf(line: TaxLineInput, codes: TaxInput['codes']): Applied[] {
  const applied = line.taxCodeIds.flatMap((id) => {
    const code = codes.get(id)
    if (!code) throw new TypeError(`tax code ${id} was not loaded`)
    return code.rates.map((rate) => ({ code, rate }))
  })
  return applied.sort((a, b) => a.rate.sequence - b.rate.sequence)
}

/** Groups rates that share a sequence number: they do not tax each other. */
function steps(applied: readonly Applied[]): Applied[][] {
  const groups: Applied[][] = []
  for (const one of applied) {
    const last = groups.at(-1)
    if (last?.[0]?.rate.sequence === one.rate.sequence) last.push(one)
    else groups.push([one])
  }
  return groups
}

const taxOn = ({ rate }: Applied, base: Decimal, quantity: Decimal): Decimal =>
  rate.kind === 'percent' ? base.times(rate.value).div(HUNDRED) : quantity.times(rate.value)

/** Up the chain from a net amount; `cut` rounds each tax before it enters the next base. */
function chain(net: Decimal, quantity: Decimal, applied: readonly Applied[], cut: (tax: Decimal) => Decimal): Share[] {
  let base = net
  const shares: Share[] = []
  for (const group of steps(applied)) {
    const made = group.map((one) => ({ ...one, base, tax: cut(taxOn(one, base, quantity)) }))
    shares.push(...made)
    base = base.plus(sum(made.map((s) => s.tax)))
  }
  return shares
}

/** The unrounded net inside a gross amount: the chain is linear in the net, gross = factor x net + levies. */
function netOf(gross: Decimal, quantity: Decimal, applied: readonly Applied[]): Decimal {
  const levies = sum(chain(ZERO, quantity, applied, (t) => t).map((s) => s.tax))
  const factor = ONE.plus(sum(chain(ONE, ZERO, applied, (t) => t).map((s) => s.tax)))
  return gross.minus(levies).div(factor)
}

/** A gross line: each tax is rounded, the net takes the rest. */
function inclusive(line: TaxLineInput, applied: readonly Applied[], digits: number): Working {
  const gross = dec(line.amount)
  const exact = chain(netOf(gross, dec(line.quantity), applied), dec(line.quantity), applied, (t) => t)
  const shares = exact.map((s) => ({ ...s, tax: round(s.tax, digits) }))
  const net = gross.minus(sum(shares.map((s) => s.tax)))
  return { line, net, shares: rebase(net, shares) }
}

/** The bases that a reader can check: net plus the rounded taxes of earlier steps. */
function rebase(net: Decimal, shares: readonly Share[]): Share[] {
  let base = net
  let step: Decimal[] = []
  let sequence: number | undefined
  return shares.map((share) => {
    if (sequence !== share.rate.sequence) {
      base = base.plus(sum(step))
      step = []
      sequence = share.rate.sequence
    }
    step.push(share.tax)
    return { ...share, base }
  })
}

const groupKey = (s: Applied) => `${s.code.id}:${s.rate.id}`

function byGroup(working: readonly Working[]): Map<string, { share: Share; owner: Working }[]> {
  const groups = new Map<string, { share: Share; owner: Working }[]>()
  for (const owner of working)
    for (const share of owner.shares) {
      const group = groups.get(groupKey(share)) ?? []
      group.push({ share, owner })
      groups.set(groupKey(share), group)
    }
  return groups
}

/**
 * Per document: each rate's tax is computed and rounded on the sum, then spread over its lines by largest remainder.
 * Rates go by sequence, so that a compound tax stands on the rounded taxes before it.
 */
function roundPerDocument(working: readonly Working[], input: TaxInput): void {
  const groups = [...byGroup(working).values()].sort(
    (a, b) => (a[0]?.share.rate.sequence ?? 0) - (b[0]?.share.rate.sequence ?? 0),
  )
  for (const group of groups) {
    for (const { share, owner } of group) {
      const before = owner.shares.filter((s) => s.rate.sequence < share.rate.sequence)
      share.base = owner.net.plus(sum(before.map((s) => s.tax)))
      share.tax = taxOn(share, share.base, dec(owner.line.quantity))
    }
    spread(group, round(sum(group.map((g) => g.share.tax)), input.digits), input.digits)
  }
}

/** Rounds every share, then gives the units left to the largest cut-off remainders. */
function spread(group: readonly { share: Share }[], total: Decimal, digits: number): void {
  const exact = group.map((g) => g.share.tax)
  const cut = exact.map((e) => e.toDecimalPlaces(digits, Decimal.ROUND_DOWN))
  const unit = dec(10).pow(-digits)
  let left = total.minus(sum(cut)).div(unit).round().toNumber()
  const direction = Math.sign(left)
  const order = exact
    .map((e, index) => ({ index, rest: e.minus(cut[index] ?? ZERO).times(direction) }))
    .sort((a, b) => b.rest.comparedTo(a.rest) || a.index - b.index)
  for (let k = 0; left !== 0; k = (k + 1) % order.length, left -= direction) {
    const at = order[k]?.index ?? 0
    cut[at] = (cut[at] ?? ZERO).plus(unit.times(direction))
  }
  group.forEach((g, i) => {
    g.share.tax = cut[i] ?? ZERO
  })
}

/**
 * Per document with gross prices: the tax of a rate is rounded on the sum of the gross lines and spread; every line's
 * gross stays what was printed and its net takes the rest.
 */
function roundInclusiveDocument(working: readonly Working[], input: TaxInput): void {
  for (const owner of working) {
    const applied = owner.shares.map(({ code, rate }) => ({ code, rate }))
    const quantity = dec(owner.line.quantity)
    const exact = chain(netOf(dec(owner.line.amount), quantity, applied), quantity, applied, (t) => t)
    owner.shares.forEach((share, i) => {
      share.tax = exact[i]?.tax ?? ZERO
    })
  }
  for (const group of byGroup(working).values())
    spread(group, round(sum(group.map((g) => g.share.tax)), input.digits), input.digits)
  for (const owner of working) {
    owner.net = dec(owner.line.amount).minus(sum(owner.shares.map((s) => s.tax)))
    owner.shares.splice(0, owner.shares.length, ...rebase(owner.net, owner.shares))
  }
}

function compute(input: TaxInput): Working[] {
  const cut = (tax: Decimal) => (input.rounding === 'line' ? round(tax, input.digits) : tax)
  const working = input.lines.map((line): Working => {
    const applied = ratesOf(line, input.codes)
    if (input.pricesIncludeTax) return inclusive(line, applied, input.digits)
    return { line, net: dec(line.amount), shares: chain(dec(line.amount), dec(line.quantity), applied, cut) }
  })
  if (input.rounding === 'document') {
    if (input.pricesIncludeTax) roundInclusiveDocument(working, input)
    else roundPerDocument(working, input)
  }
  return working
}

function totalsByRate(working: readonly Working[], digits: number): TaxByRate[] {
  return [...byGroup(working).values()].flatMap((group) => {
    const first = group[0]?.share
    if (!first) return []
    const tax = sum(group.map((g) => g.share.tax))
    return [
      {
        taxCodeId: first.code.id,
        rateId: first.rate.id,
        accountId: first.rate.accountId,
        ...(first.rate.reverseAccountId && { reverseAccountId: first.rate.reverseAccountId }),
        box: first.rate.box,
        base: toFixed(sum(group.map((g) => g.share.base)), digits),
        tax: toFixed(tax, digits),
        nonDeductible: toFixed(tax.times(first.rate.nonDeductiblePercent).div(HUNDRED), digits),
      },
    ]
  })
}

/**
 * Taxes of a document: net, tax and gross of each line and their sums, and the tax of each rate for posting.
 * `lines` always add up to `byRate` and to the totals, but for reverse charge: that tax stands in `byRate` alone.
 */
export function computeTaxes(input: TaxInput): TaxResult {
  const { digits } = input
  const working = compute(input)
  const lines = working.map(({ line, net, shares }): TaxedLine => {
    const tax = sum(shares.filter((s) => !s.rate.reverseAccountId).map((s) => s.tax))
    return {
      id: line.id,
      net: toFixed(net, digits),
      tax: toFixed(tax, digits),
      gross: toFixed(net.plus(tax), digits),
      taxes: shares.map((s) => ({
        taxCodeId: s.code.id,
        rateId: s.rate.id,
        base: toFixed(s.base, digits),
        tax: toFixed(s.tax, digits),
      })),
    }
  })
  return {
    lines,
    byRate: totalsByRate(working, digits),
    net: toFixed(sum(lines.map((l) => l.net)), digits),
    tax: toFixed(sum(lines.map((l) => l.tax)), digits),
    gross: toFixed(sum(lines.map((l) => l.gross)), digits),
  }
}

/** Spreads the non-deductible part of a rate over the lines that carry it, by their tax: it is part of their cost. */
export function nonDeductibleByLine(result: TaxResult, rate: TaxByRate, digits: number): Map<Id, DecimalString> {
  const carriers = result.lines.filter((l) => l.taxes.some((t) => t.rateId === rate.rateId))
  const weights = carriers.map((l) => l.taxes.find((t) => t.rateId === rate.rateId)?.tax ?? '0')
  const parts = allocate(rate.nonDeductible, weights, digits)
  return new Map(carriers.map((l, i) => [l.id, toFixed(parts[i] ?? ZERO, digits)]))
}
