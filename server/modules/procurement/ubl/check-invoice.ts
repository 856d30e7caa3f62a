import { type Decimal, type DecimalString, dec, HUNDRED, plain, round, sum } from '@/server/kernel/money'
import type { EAllowance, EFinding, EInvoice, ELine, ETaxCategory, ETaxSubtotal } from './model'

/** The arithmetic rules of EN 16931-1 (6.4) and of Peppol BIS Billing 3. Amounts have two decimals there, whatever the currency. */

const CENT = dec('0.01')
/** Peppol gives a line two cents for rounding (PEPPOL-EN16931-R120, R040). */
const SLACK = dec('0.02')
const zero = (value: DecimalString | null) => value ?? '0'
const add = (values: readonly (DecimalString | null)[]) => sum(values.map(zero))
const equal = (a: DecimalString | null, b: Decimal) => dec(zero(a)).equals(b)
const near = (a: Decimal, b: Decimal, slack: Decimal) => a.minus(b).abs().lessThanOrEqualTo(slack)

type Params = Record<string, string | number>
const finding = (rule: string, key: string, path: string, params: Params = {}): EFinding => ({
  rule,
  code: `procurement.ubl.${key}`,
  path,
  params: { rule, ...params },
})
const differs = (rule: string, key: string, path: string, stated: DecimalString | null, computed: Decimal) =>
  finding(rule, key, path, { stated: plain(zero(stated)), computed: plain(computed) })

function mandatory(e: EInvoice): EFinding[] {
  const must: [value: unknown, rule: string, term: string, path: string][] = [
    [e.number, 'BR-02', 'BT-1', 'ID'],
    [e.issueDate, 'BR-03', 'BT-2', 'IssueDate'],
    [e.currency, 'BR-05', 'BT-5', 'DocumentCurrencyCode'],
    [e.supplier.name, 'BR-06', 'BT-27', 'AccountingSupplierParty'],
    [e.buyer.name, 'BR-07', 'BT-44', 'AccountingCustomerParty'],
    [e.totals.lines, 'BR-12', 'BT-106', 'LegalMonetaryTotal'],
    [e.totals.net, 'BR-13', 'BT-109', 'LegalMonetaryTotal'],
    [e.totals.gross, 'BR-14', 'BT-112', 'LegalMonetaryTotal'],
    [e.totals.payable, 'BR-15', 'BT-115', 'LegalMonetaryTotal'],
    [e.lines.length > 0 || null, 'BR-16', 'BG-25', 'InvoiceLine'],
    [e.breakdown.length > 0 || null, 'BR-CO-18', 'BG-23', 'TaxTotal'],
    ...e.lines.flatMap((l, i): [unknown, string, string, string][] => [
      [l.id, 'BR-21', 'BT-126', `lines.${i}`],
      [l.quantity, 'BR-22', 'BT-129', `lines.${i}`],
      [l.net, 'BR-24', 'BT-131', `lines.${i}`],
      [l.name, 'BR-25', 'BT-153', `lines.${i}`],
      [l.price, 'BR-26', 'BT-146', `lines.${i}`],
    ]),
  ]
  return must.flatMap(([value, rule, term, path]) =>
    value === null ? [finding(rule, 'mandatory', path, { term, path })] : [],
  )
}

function lineRules(l: ELine, i: number): EFinding[] {
  const path = `lines.${i}`
  const line = l.id ?? String(i + 1)
  const found: EFinding[] = []
  if (l.category === null) found.push(finding('BR-CO-04', 'line_category', path, { line }))
  if (l.price !== null && dec(l.price).isNegative()) found.push(finding('BR-27', 'negative_price', path, { line }))
  const baseQuantity = dec(l.baseQuantity ?? '1')
  if (l.price !== null && l.quantity !== null && l.net !== null && baseQuantity.greaterThan(0)) {
    const change = sum(l.allowances.map((a) => dec(zero(a.amount)).times(a.charge ? 1 : -1)))
    const computed = round(dec(l.quantity).times(l.price).div(baseQuantity), 2).plus(change)
    if (!near(dec(l.net), computed, SLACK))
      found.push({
        ...differs('PEPPOL-EN16931-R120', 'line_net', path, l.net, computed),
        params: { rule: 'PEPPOL-EN16931-R120', line, stated: plain(l.net), computed: plain(computed) },
      })
  }
  return [...found, ...l.allowances.flatMap((a, k) => allowanceRules(a, `${path}.allowances.${k}`))]
}

function allowanceRules(a: EAllowance, path: string): EFinding[] {
  if (a.factor === null || a.base === null || a.amount === null) return []
  const computed = round(dec(a.base).times(a.factor).div(HUNDRED), 2)
  return near(dec(a.amount), computed, SLACK)
    ? []
    : [differs('PEPPOL-EN16931-R040', 'allowance', path, a.amount, computed)]
}

function totalRules(e: EInvoice): EFinding[] {
  const t = e.totals
  const of = (charge: boolean) => add(e.allowances.filter((a) => a.charge === charge).map((a) => a.amount))
  const [lines, allowances, charges, taxes] = [
    add(e.lines.map((l) => l.net)),
    of(false),
    of(true),
    add(e.breakdown.map((b) => b.tax)),
  ]
  const net = dec(zero(t.lines)).minus(zero(t.allowances)).plus(zero(t.charges))
  const gross = dec(zero(t.net)).plus(zero(t.tax))
  const payable = dec(zero(t.gross)).minus(zero(t.prepaid)).plus(zero(t.rounding))
  const sums: [rule: string, key: string, stated: DecimalString | null, computed: Decimal][] = [
    ['BR-CO-10', 'sum_lines', t.lines, lines],
    ['BR-CO-11', 'sum_allowances', t.allowances, allowances],
    ['BR-CO-12', 'sum_charges', t.charges, charges],
    ['BR-CO-13', 'sum_net', t.net, net],
    ['BR-CO-14', 'sum_tax', t.tax, taxes],
    ['BR-CO-15', 'sum_gross', t.gross, gross],
    ['BR-CO-16', 'sum_payable', t.payable, payable],
  ]
  return sums.flatMap(([rule, key, stated, computed]) =>
    equal(stated, computed) ? [] : [differs(rule, key, 'LegalMonetaryTotal', stated, computed)],
  )
}

/** How the rules of a category are called, and whether its tax is nil. */
const CATEGORIES: Readonly<Record<string, { name: string; taxed: boolean }>> = {
  S: { name: 'S', taxed: true },
  Z: { name: 'Z', taxed: false },
  E: { name: 'E', taxed: false },
  AE: { name: 'AE', taxed: false },
  K: { name: 'IC', taxed: false },
  G: { name: 'G', taxed: false },
  O: { name: 'O', taxed: false },
  L: { name: 'IG', taxed: true },
  M: { name: 'IP', taxed: true },
}

const sameCategory = (a: ETaxCategory, b: ETaxCategory) =>
  a.category === b.category && (!CATEGORIES[a.category ?? '']?.taxed || dec(zero(a.percent)).equals(zero(b.percent)))
const labelOf = (c: ETaxCategory) => `${c.category ?? '?'} ${plain(zero(c.percent))}%`

/** BR-CO-17, and for each category that its base is what its lines say (…-08) and its tax what its base says (…-09). */
function breakdownRules(e: EInvoice): EFinding[] {
  const parts = [
    ...e.lines.map((l) => ({ category: l.category, percent: l.percent, amount: dec(zero(l.net)) })),
    ...e.allowances.map((a) => ({
      category: a.category,
      percent: a.percent,
      amount: dec(zero(a.amount)).times(a.charge ? 1 : -1),
    })),
  ]
  const found = e.breakdown.flatMap((b, i) => subtotalRules(b, i, parts))
  const missing = parts.filter((p) => p.category !== null && !e.breakdown.some((b) => sameCategory(b, p)))
  const named = new Map(missing.map((m) => [labelOf(m), m]))
  return [
    ...found,
    ...[...named].map(([category, m]) =>
      finding(`BR-${CATEGORIES[m.category ?? '']?.name ?? m.category}-01`, 'category_missing', 'TaxTotal', {
        category,
      }),
    ),
  ]
}

function subtotalRules(b: ETaxSubtotal, i: number, parts: readonly (ETaxCategory & { amount: Decimal })[]): EFinding[] {
  const path = `breakdown.${i}`
  const kind = CATEGORIES[b.category ?? '']
  if (!kind) return [finding('BR-CL-17', 'category_unknown', path, { category: b.category ?? '' })]
  const params = (stated: DecimalString | null, computed: Decimal) => ({
    category: labelOf(b),
    stated: plain(zero(stated)),
    computed: plain(computed),
  })
  const base = sum(parts.filter((p) => sameCategory(p, b)).map((p) => p.amount))
  const tax = kind.taxed ? round(dec(zero(b.taxable)).times(zero(b.percent)).div(HUNDRED), 2) : dec(0)
  const found: EFinding[] = []
  if (!equal(b.taxable, base)) found.push(finding(`BR-${kind.name}-08`, 'category_base', path, params(b.taxable, base)))
  // Tax that was rounded line by line may be a cent off; more is a wrong tax.
  if (kind.taxed && !near(dec(zero(b.tax)), tax, CENT))
    found.push(finding('BR-CO-17', 'category_tax', path, params(b.tax, tax)))
  if (!kind.taxed && !equal(b.tax, tax))
    found.push(finding(`BR-${kind.name}-09`, 'category_tax', path, params(b.tax, tax)))
  return found
}

const places = (value: DecimalString | null) => value?.split('.')[1]?.replace(/0+$/, '').length ?? 0

/** BR-DEC: no amount has more than two decimals. Prices and quantities may. */
function decimalRules(e: EInvoice): EFinding[] {
  const t = e.totals
  const amounts: [value: DecimalString | null, rule: string, term: string, path: string][] = [
    [t.lines, 'BR-DEC-09', 'BT-106', 'LegalMonetaryTotal'],
    [t.allowances, 'BR-DEC-10', 'BT-107', 'LegalMonetaryTotal'],
    [t.charges, 'BR-DEC-11', 'BT-108', 'LegalMonetaryTotal'],
    [t.net, 'BR-DEC-12', 'BT-109', 'LegalMonetaryTotal'],
    [t.tax, 'BR-DEC-13', 'BT-110', 'TaxTotal'],
    [t.gross, 'BR-DEC-14', 'BT-112', 'LegalMonetaryTotal'],
    [t.taxAccounting, 'BR-DEC-15', 'BT-111', 'TaxTotal'],
    [t.prepaid, 'BR-DEC-16', 'BT-113', 'LegalMonetaryTotal'],
    [t.rounding, 'BR-DEC-17', 'BT-114', 'LegalMonetaryTotal'],
    [t.payable, 'BR-DEC-18', 'BT-115', 'LegalMonetaryTotal'],
    ...e.allowances.flatMap((a, i): [DecimalString | null, string, string, string][] => [
      [a.amount, a.charge ? 'BR-DEC-05' : 'BR-DEC-01', a.charge ? 'BT-99' : 'BT-92', `allowances.${i}`],
      [a.base, a.charge ? 'BR-DEC-06' : 'BR-DEC-02', a.charge ? 'BT-100' : 'BT-93', `allowances.${i}`],
    ]),
    ...e.breakdown.flatMap((b, i): [DecimalString | null, string, string, string][] => [
      [b.taxable, 'BR-DEC-19', 'BT-116', `breakdown.${i}`],
      [b.tax, 'BR-DEC-20', 'BT-117', `breakdown.${i}`],
    ]),
    ...e.lines.flatMap((l, i): [DecimalString | null, string, string, string][] => [
      [l.net, 'BR-DEC-23', 'BT-131', `lines.${i}`],
      ...l.allowances.flatMap((a): [DecimalString | null, string, string, string][] => [
        [a.amount, a.charge ? 'BR-DEC-27' : 'BR-DEC-24', a.charge ? 'BT-141' : 'BT-136', `lines.${i}`],
        [a.base, a.charge ? 'BR-DEC-28' : 'BR-DEC-25', a.charge ? 'BT-142' : 'BT-137', `lines.${i}`],
      ]),
    ]),
  ]
  return amounts.flatMap(([value, rule, term, path]) =>
    places(value) > 2 ? [finding(rule, 'decimals', path, { term, value: value ?? '' })] : [],
  )
}

/** Every rule that an e-invoice breaks, in the order of the standard; none = its numbers add up. */
export function checkEInvoice(e: EInvoice): EFinding[] {
  return [
    ...mandatory(e),
    ...e.foreignAmounts.map((amount) =>
      finding('PEPPOL-EN16931-R051', 'currency', 'DocumentCurrencyCode', { amount, currency: e.currency ?? '' }),
    ),
    ...e.lines.flatMap(lineRules),
    ...e.allowances.flatMap((a, i) => allowanceRules(a, `allowances.${i}`)),
    ...totalRules(e),
    ...breakdownRules(e),
    ...decimalRules(e),
  ]
}
