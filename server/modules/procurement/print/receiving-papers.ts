import type { z } from 'zod'
import type { goodsReceiptDocument } from '@/server/contracts/procurement/goods-receipt'
import type { supplierReturnDocument } from '@/server/contracts/procurement/supplier-return'
import { dec } from '@/server/kernel/money'
import type { Letterhead } from '@/server/modules/inventory'
import type { Paper } from '@/server/platform/print/paper'
import type { Words } from '@/server/platform/print/words'

type Receipt = z.output<typeof goodsReceiptDocument>
type Return = z.output<typeof supplierReturnDocument>

const facts = (words: Words, rows: readonly (readonly [key: string, value: string | null])[]): Paper['facts'] =>
  rows.flatMap(([key, value]) => (value ? [{ label: words.t(`procurement.paper.${key}`), value }] : []))
const mark = (words: Words, status: string): string | null =>
  status === 'draft' ? words.t('print.draft') : status === 'posted' ? null : words.t('procurement.paper.cancelled')

/** The note that goes with the goods into the warehouse: what came, where it lies, what waits for inspection. */
export function goodsReceiptPaper(r: Receipt, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`procurement.paper.${key}`)
  return {
    title: t('goodsReceipt'),
    number: r.number,
    watermark: mark(words, r.status),
    sender: head.sender,
    recipient: { label: t('supplier'), lines: [`${r.supplierCode} ${r.supplierName}`] },
    facts: facts(words, [
      ['date', words.date(r.postingDate ?? r.documentDate)],
      ['deliveryNote', r.deliveryNote],
      ['order', [...new Set(r.lines.map((l) => l.orderNumber))].join(', ')],
      ['carrier', r.carrier],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('item'), weight: 5 },
      { label: t('lot'), weight: 2 },
      { label: t('quantity'), weight: 2, right: true },
      { label: t('rejected'), weight: 1.5, right: true },
      { label: t('held'), weight: 1.5, right: true },
    ],
    rows: r.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        [l.itemCode, l.description].filter(Boolean).join('  '),
        l.lotCode ?? '',
        [words.quantity(l.unitQuantity), head.unit(l.unitCode)].filter(Boolean).join(' '),
        dec(l.rejectedQuantity).isZero() ? '' : words.quantity(l.rejectedQuantity),
        dec(l.heldQuantity).isZero() ? '' : words.quantity(l.heldQuantity),
      ],
      note: l.rejectionReason,
    })),
    totals: [],
    notes: [r.note, t('received')].filter((n): n is string => n !== null),
  }
}

/** The paper that goes back to the supplier with the goods. */
export function supplierReturnPaper(r: Return, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`procurement.paper.${key}`)
  return {
    title: t('returnNote'),
    number: r.number,
    watermark: mark(words, r.status),
    sender: head.sender,
    recipient: { label: t('to'), lines: [r.supplierName] },
    facts: facts(words, [
      ['date', words.date(r.postingDate ?? r.documentDate)],
      ['supplier', r.supplierCode],
      ['reason', r.reason],
      ['carrier', r.carrier],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('item'), weight: 5 },
      { label: t('order'), weight: 2 },
      { label: t('receipt'), weight: 2 },
      { label: t('quantity'), weight: 2, right: true },
    ],
    rows: r.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        [l.itemCode, l.description, l.lotCode].filter(Boolean).join('  '),
        l.orderNumber,
        l.receiptNumber,
        [words.quantity(l.quantity), head.unit(l.stockUnitCode)].filter(Boolean).join(' '),
      ],
    })),
    totals: [],
    notes: [r.note].filter((n): n is string => n !== null),
  }
}
