import type { z } from 'zod'
import type { purchaseOrderDocument } from '@/server/contracts/procurement/documents'
import type { purchaseRequisitionDocument } from '@/server/contracts/procurement/purchase-requisition'
import type { requestForQuotationDocument } from '@/server/contracts/procurement/quotation'
import { dec } from '@/server/kernel/money'
import { addressLines, type Letterhead } from '@/server/modules/inventory'
import type { Paper } from '@/server/platform/print/paper'
import type { Words } from '@/server/platform/print/words'

type Order = z.output<typeof purchaseOrderDocument>
type Requisition = z.output<typeof purchaseRequisitionDocument>
type Request = z.output<typeof requestForQuotationDocument>

const facts = (words: Words, rows: readonly (readonly [key: string, value: string | null])[]): Paper['facts'] =>
  rows.flatMap(([key, value]) => (value ? [{ label: words.t(`procurement.paper.${key}`), value }] : []))
const date = (words: Words, value: string | null) => (value ? words.date(value) : null)
const notesOf = (...notes: readonly (string | null)[]) => notes.filter((n): n is string => n !== null && n !== '')
const mark = (words: Words, status: string): string | null => {
  if (['draft', 'in_approval', 'blocked'].includes(status)) return words.t('print.draft')
  return status === 'cancelled' ? words.t('procurement.paper.cancelled') : null
}

/** The order as the supplier gets it: their code of the item beside ours, the promised day of each line. */
export function purchaseOrderPaper(o: Order, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`procurement.paper.${key}`)
  const money = (value: string) => `${o.currency} ${words.amount(value, o.currency)}`
  const discounted = o.lines.some((l) => !dec(l.discountPercent).isZero())
  const discount = o.lines.reduce((sum, l) => sum.plus(l.documentDiscount), dec('0'))
  const period = [date(words, o.validFrom), date(words, o.validTo)].filter(Boolean).join(' – ')
  return {
    title: t(o.kind === 'blanket' ? 'blanketOrder' : 'purchaseOrder'),
    number: o.revision > 0 ? `${o.number} / ${o.revision}` : o.number,
    watermark: mark(words, o.status),
    sender: head.sender,
    recipient: { label: t('to'), lines: addressLines(o.supplierName, o.supplierAddress) },
    facts: facts(words, [
      ['date', date(words, o.documentDate)],
      ['supplier', o.supplierCode],
      ['reference', o.supplierReference],
      ['requestedDate', date(words, o.requestedDate)],
      ['validity', o.kind === 'blanket' ? period : null],
      ['paymentTerm', head.terms],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('item'), weight: 5 },
      { label: t('promised'), weight: 1.8 },
      { label: t('quantity'), weight: 1.8, right: true },
      { label: `${t('unitPrice')} ${o.currency}`, weight: 2, right: true },
      ...(discounted ? [{ label: t('discount'), weight: 1.2, right: true }] : []),
      { label: `${t('amount')} ${o.currency}`, weight: 2, right: true },
    ],
    rows: o.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        [l.itemCode, l.supplierItemCode && `(${l.supplierItemCode})`, l.description].filter(Boolean).join('  '),
        date(words, l.promisedDate) ?? '',
        [words.quantity(l.quantity), head.unit(l.unitCode)].filter(Boolean).join(' '),
        words.unitPrice(l.unitPrice, o.currency),
        ...(discounted ? [dec(l.discountPercent).isZero() ? '' : words.percent(l.discountPercent)] : []),
        words.amount(l.amount, o.currency),
      ],
      note: l.note,
    })),
    totals: [
      ...(discount.isZero() ? [] : [{ label: t('documentDiscount'), value: money(discount.negated().toFixed()) }]),
      { label: t('net'), value: money(o.net) },
      { label: t('tax'), value: money(o.tax) },
      { label: t('gross'), value: money(o.gross), strong: true },
    ],
    notes: notesOf(
      o.deliveryAddress ? `${t('deliverTo')}: ${addressLines('', o.deliveryAddress).filter(Boolean).join(', ')}` : null,
      o.revision > 0 ? t('replaces') : null,
      t('pricesWithoutTax'),
      t('quoteOrder'),
      o.note,
    ),
  }
}

/** The request as one supplier gets it, with room for the price. */
export function requestForQuotationPaper(
  r: Request,
  supplier: { name: string; address: Parameters<typeof addressLines>[1] } | null,
  head: Letterhead,
  words: Words,
): Paper {
  const t = (key: string) => words.t(`procurement.paper.${key}`)
  return {
    title: t('requestForQuotation'),
    number: r.number,
    watermark: mark(words, r.status),
    sender: head.sender,
    ...(supplier && { recipient: { label: t('to'), lines: addressLines(supplier.name, supplier.address) } }),
    facts: facts(words, [
      ['date', words.date(r.documentDate)],
      ['answerBy', date(words, r.dueDate)],
      ['neededOn', date(words, r.neededOn)],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('item'), weight: 5 },
      { label: t('neededOn'), weight: 2 },
      { label: t('quantity'), weight: 2, right: true },
      { label: t('yourPrice'), weight: 2.5, right: true },
    ],
    rows: r.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        [l.itemCode, l.description].filter(Boolean).join('  '),
        date(words, l.neededOn) ?? '',
        [words.quantity(l.quantity), head.unit(l.unitCode)].filter(Boolean).join(' '),
        '',
      ],
      note: l.note,
    })),
    totals: [],
    notes: notesOf(r.title, r.note),
  }
}

/** The need on paper, for those who sign by hand. */
export function purchaseRequisitionPaper(r: Requisition, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`procurement.paper.${key}`)
  return {
    title: t('purchaseRequisition'),
    number: r.number,
    watermark: mark(words, r.status),
    sender: head.sender,
    facts: facts(words, [
      ['date', words.date(r.documentDate)],
      ['requester', r.requesterName],
      ['origin', r.origin === 'manual' ? null : words.t(`procurement.purchase_requisition.origins.${r.origin}`)],
      ['reference', r.sourceLabel],
      ['neededOn', date(words, r.neededOn)],
      ['purpose', r.purpose],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('item'), weight: 5 },
      { label: t('supplier'), weight: 3 },
      { label: t('neededOn'), weight: 2 },
      { label: t('quantity'), weight: 2, right: true },
      { label: `${t('estimate')} ${r.baseCurrency}`, weight: 2, right: true },
    ],
    rows: r.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        [l.itemCode, l.description].filter(Boolean).join('  '),
        l.supplierName ?? '',
        date(words, l.neededOn) ?? '',
        [words.quantity(l.quantity), head.unit(l.unitCode)].filter(Boolean).join(' '),
        words.amount(l.baseNet, r.baseCurrency),
      ],
      note: l.note,
    })),
    totals: [
      { label: t('estimate'), value: `${r.baseCurrency} ${words.amount(r.baseNet, r.baseCurrency)}`, strong: true },
    ],
    notes: notesOf(r.note),
  }
}
