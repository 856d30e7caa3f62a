import type { z } from 'zod'
import type {
  customerInvoiceDocument,
  deliveryDocument,
  salesOrderDocument,
  salesReturnDocument,
} from '@/server/contracts/sales/documents'
import { dec } from '@/server/kernel/money'
import { addressLines, type Letterhead } from '@/server/modules/inventory'
import type { Paper } from '@/server/platform/print/paper'
import type { Words } from '@/server/platform/print/words'

type Order = z.output<typeof salesOrderDocument>
type Delivery = z.output<typeof deliveryDocument>
type Invoice = z.output<typeof customerInvoiceDocument>
type Return = z.output<typeof salesReturnDocument>

const facts = (words: Words, rows: readonly (readonly [key: string, value: string | null])[]): Paper['facts'] =>
  rows.flatMap(([key, value]) => (value ? [{ label: words.t(`sales.paper.${key}`), value }] : []))
const date = (words: Words, value: string | null) => (value ? words.date(value) : null)
const notesOf = (...notes: readonly (string | null)[]) => notes.filter((n): n is string => n !== null && n !== '')

interface PricedLine {
  readonly itemCode: string | null
  readonly description: string
  readonly quantity: string
  readonly unitCode: string | null
  readonly unitPrice: string
  readonly discountPercent: string
  readonly amount: string
  readonly note?: string | null
}

/** Lines with prices: item, quantity, price, discount where there is any, amount. */
function pricedTable(lines: readonly PricedLine[], currency: string, head: Letterhead, words: Words) {
  const t = (key: string) => words.t(`sales.paper.${key}`)
  const discounted = lines.some((l) => !dec(l.discountPercent).isZero())
  return {
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('item'), weight: 5 },
      { label: t('quantity'), weight: 2, right: true },
      { label: `${t('unitPrice')} ${currency}`, weight: 2, right: true },
      ...(discounted ? [{ label: t('discount'), weight: 1.2, right: true }] : []),
      { label: `${t('amount')} ${currency}`, weight: 2, right: true },
    ],
    rows: lines.map((l, i) => ({
      cells: [
        String(i + 1),
        [l.itemCode, l.description].filter(Boolean).join('  '),
        [words.quantity(l.quantity), head.unit(l.unitCode)].filter(Boolean).join(' '),
        words.unitPrice(l.unitPrice, currency),
        ...(discounted ? [dec(l.discountPercent).isZero() ? '' : words.percent(l.discountPercent)] : []),
        words.amount(l.amount, currency),
      ],
      note: l.note ?? null,
    })),
  }
}

interface Amounts {
  readonly net: string
  readonly tax: string
  readonly gross: string
  readonly currency: string
  readonly lines: readonly { readonly documentDiscount: string; readonly amount: string }[]
}

function totalsOf(d: Amounts, words: Words, taxes: readonly { label: string; value: string }[]): Paper['totals'] {
  const t = (key: string) => words.t(`sales.paper.${key}`)
  const money = (value: string) => `${d.currency} ${words.amount(value, d.currency)}`
  const discount = d.lines.reduce((sum, l) => sum.plus(l.documentDiscount), dec('0'))
  return [
    ...(discount.isZero() ? [] : [{ label: t('documentDiscount'), value: money(discount.negated().toFixed()) }]),
    { label: t('net'), value: money(d.net) },
    ...(taxes.length > 0
      ? taxes.map((x) => ({ ...x, value: money(x.value) }))
      : [{ label: t('tax'), value: money(d.tax) }]),
    { label: t('gross'), value: money(d.gross), strong: true },
  ]
}

/** What a kit is delivered as. */
const partsOf = (line: Order['lines'][number], words: Words) =>
  line.components.map((c) => `${words.quantity(c.stockQuantity)} x ${c.itemCode}  ${c.description}`).join('; ')

/** Quotation, or order confirmation once it is approved. */
export function salesOrderPaper(o: Order, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`sales.paper.${key}`)
  const confirmed = o.status === 'approved' || o.status === 'closed'
  return {
    title: t(confirmed ? 'orderConfirmation' : 'quotation'),
    number: o.revision > 0 ? `${o.number} / ${o.revision}` : o.number,
    watermark: o.status === 'draft' ? words.t('print.draft') : o.status === 'cancelled' ? t('cancelled') : null,
    sender: head.sender,
    recipient: { label: words.t('print.billTo'), lines: addressLines(o.customerName, o.billingAddress) },
    facts: facts(words, [
      ['date', date(words, o.documentDate)],
      ['customer', o.customerCode],
      ['reference', o.customerReference],
      ['requestedDate', date(words, o.requestedDate)],
      ['validUntil', confirmed ? null : date(words, o.validUntil)],
      ['paymentTerm', head.terms],
    ]),
    ...pricedTable(
      o.lines.map((l) => ({ ...l, note: [l.note, partsOf(l, words)].filter(Boolean).join('\n') || null })),
      o.currency,
      head,
      words,
    ),
    totals: totalsOf(o, words, []),
    notes: notesOf(
      o.deliveryAddress
        ? `${words.t('print.shipTo')}: ${addressLines(o.customerName, o.deliveryAddress).join(', ')}`
        : null,
      t(o.pricesIncludeTax ? 'pricesWithTax' : 'pricesWithoutTax'),
      o.note,
    ),
  }
}

/** The delivery note: what is in the packages, without a price. */
export function deliveryPaper(d: Delivery, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`sales.paper.${key}`)
  const lots = d.lines.some((l) => l.lotCode)
  return {
    title: t('deliveryNote'),
    number: d.number,
    watermark: d.status === 'reversed' || d.status === 'cancelled' ? t('cancelled') : null,
    sender: head.sender,
    recipient: { label: words.t('print.shipTo'), lines: addressLines(d.customerName, d.address) },
    facts: facts(words, [
      ['date', date(words, d.postingDate ?? d.documentDate)],
      ['customer', d.customerCode],
      ['order', [...new Set(d.lines.map((l) => l.orderNumber))].join(', ')],
      ['carrier', d.carrier],
      ['trackingNumber', d.trackingNumber],
      ['packages', d.packages === null ? null : String(d.packages)],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('item'), weight: 6 },
      ...(lots ? [{ label: t('lot'), weight: 2 }] : []),
      { label: t('quantity'), weight: 2, right: true },
    ],
    rows: d.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        `${l.itemCode}  ${l.description}`,
        ...(lots ? [l.lotCode ?? ''] : []),
        `${words.quantity(l.quantity)} ${head.unit(l.unitCode)}`,
      ],
    })),
    totals: [],
    notes: notesOf(d.note, t('received')),
  }
}

/** What to take from where, in the order of the shelves, with room for what was really taken. */
export function pickingListPaper(d: Delivery, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`sales.paper.${key}`)
  const place = (l: Delivery['lines'][number]) => [l.warehouseCode, l.binCode].filter(Boolean).join(' / ')
  const lines = d.lines.toSorted((a, b) => place(a).localeCompare(place(b)) || a.itemCode.localeCompare(b.itemCode))
  const lots = lines.some((l) => l.lotCode)
  return {
    title: t('pickingList'),
    number: d.number,
    watermark: d.status === 'reversed' || d.status === 'cancelled' ? t('cancelled') : null,
    sender: head.sender,
    recipient: { label: words.t('print.shipTo'), lines: addressLines(d.customerName, d.address) },
    facts: facts(words, [
      ['date', words.date(d.documentDate)],
      ['order', [...new Set(lines.map((l) => l.orderNumber))].join(', ')],
      ['carrier', d.carrier],
    ]),
    columns: [
      { label: t('place'), weight: 2 },
      { label: t('item'), weight: 5 },
      ...(lots ? [{ label: t('lot'), weight: 2 }] : []),
      { label: t('quantity'), weight: 2, right: true },
      { label: t('picked'), weight: 2, right: true },
    ],
    rows: lines.map((l) => ({
      cells: [
        place(l),
        `${l.itemCode}  ${l.description}`,
        ...(lots ? [l.lotCode ?? ''] : []),
        `${words.quantity(l.plannedQuantity)} ${head.unit(l.unitCode)}`,
        '____________',
      ],
    })),
    totals: [],
    notes: notesOf(d.note, t('pickedBy')),
  }
}

/** Invoice and credit note, with the tax of each code and when it is to be paid. */
export function invoicePaper(v: Invoice, head: Letterhead, words: Words): Paper {
  const t = (key: string, params?: Record<string, string>) => words.t(`sales.paper.${key}`, params)
  const credit = v.kind === 'credit_note'
  const money = (value: string) => `${v.currency} ${words.amount(value, v.currency)}`
  const taxes = v.taxes.map((x) => ({
    label: t('taxOn', { tax: head.tax(x.taxCodeId), base: words.amount(x.base, v.currency) }),
    value: x.tax,
  }))
  const instalments =
    v.openItems.length > 1 ? v.openItems.map((i) => `${words.date(i.dueDate)}: ${money(i.amount)}`) : []
  const early = v.openItems.find((i) => i.discountDate && i.discountPercent)
  return {
    title: t(credit ? 'creditNote' : 'invoice'),
    number: v.number,
    watermark: v.status === 'draft' ? words.t('print.draft') : v.status === 'reversed' ? t('cancelled') : null,
    sender: head.sender,
    recipient: { label: words.t('print.billTo'), lines: addressLines(v.customerName, v.billingAddress) },
    facts: facts(words, [
      ['date', words.date(v.documentDate)],
      ['customer', v.customerCode],
      ['reference', v.customerReference],
      // What a credit note takes back must be told by it.
      ['creditOf', v.related.find((r) => r.id === v.invoiceId)?.number ?? null],
      ['order', [...new Set(v.lines.flatMap((l) => l.orderNumber ?? []))].join(', ')],
      ['delivery', [...new Set(v.lines.flatMap((l) => l.deliveryNumber ?? []))].join(', ')],
      ['dueDate', credit ? null : date(words, v.dueDate)],
      ['paymentTerm', credit ? null : head.terms],
    ]),
    ...pricedTable(
      v.lines.map((l) => ({ ...l, quantity: l.unitQuantity })),
      v.currency,
      head,
      words,
    ),
    totals: [
      ...totalsOf(v, words, taxes),
      ...(dec(v.rounding).isZero()
        ? []
        : [
            { label: t('rounding'), value: money(v.rounding) },
            { label: t('payable'), value: money(v.payable), strong: true },
          ]),
    ],
    notes: notesOf(
      instalments.length > 0 ? `${t('instalments')} ${instalments.join('; ')}` : null,
      early?.discountDate && early.discountPercent
        ? t('earlyDiscount', { percent: words.percent(early.discountPercent), date: words.date(early.discountDate) })
        : null,
      credit ? v.reason : null,
      v.note,
    ),
  }
}

/** The paper that goes with goods that come back. */
export function salesReturnPaper(r: Return, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`sales.paper.${key}`)
  return {
    title: t('returnNote'),
    number: r.number,
    watermark: r.status === 'draft' ? words.t('print.draft') : r.status === 'cancelled' ? t('cancelled') : null,
    sender: head.sender,
    recipient: { label: t('customer'), lines: [r.customerName] },
    facts: facts(words, [
      ['date', words.date(r.documentDate)],
      ['customer', r.customerCode],
      ['receivedOn', date(words, r.receivedOn)],
      ['reason', r.reason],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('item'), weight: 5 },
      { label: t('delivery'), weight: 2 },
      { label: t('quantity'), weight: 2, right: true },
    ],
    rows: r.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        [l.itemCode, l.description, l.lotCode].filter(Boolean).join('  '),
        l.deliveryNumber,
        `${words.quantity(r.status === 'draft' || r.status === 'approved' ? l.quantity : l.receivedQuantity)} ${head.unit(l.unitCode)}`,
      ],
    })),
    totals: [],
    notes: notesOf(r.note),
  }
}
