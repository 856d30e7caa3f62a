import type { z } from 'zod'
import type {
  stockAdjustmentView,
  stockCountView,
  stockTransferView,
} from '@/server/contracts/inventory/document-views'
import { dec } from '@/server/kernel/money'
import type { Paper } from '@/server/platform/print/paper'
import type { Words } from '@/server/platform/print/words'
import type { Letterhead } from './letterhead'

type Transfer = z.output<typeof stockTransferView>
type Count = z.output<typeof stockCountView>
type Adjustment = z.output<typeof stockAdjustmentView>

const facts = (words: Words, rows: readonly (readonly [key: string, value: string | null])[]): Paper['facts'] =>
  rows.flatMap(([key, value]) => (value ? [{ label: words.t(`inventory.paper.${key}`), value }] : []))

/** Across the page: a draft may still change, and what was taken back is no longer true. */
const mark = (words: Words, status: string): string | null =>
  status === 'draft'
    ? words.t('print.draft')
    : status === 'cancelled' || status === 'reversed'
      ? words.t('inventory.paper.cancelled')
      : null

/** Code and name of an item as the reader knows it. */
const itemText = (
  words: Words,
  line: { readonly itemCode: string; readonly itemName: string; readonly itemNameZh: string | null },
): string => `${line.itemCode}  ${words.locale === 'zh' ? line.itemNameZh || line.itemName : line.itemName}`

/** The paper that travels with goods from one warehouse to another, and lists what is picked for it. */
export function stockTransferPaper(d: Transfer, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`inventory.paper.${key}`)
  const bins = d.lines.some((l) => l.fromBin)
  const lots = d.lines.some((l) => l.lot)
  const arrived = d.status === 'received' || d.lines.some((l) => !dec(l.received).isZero())
  return {
    title: t('stockTransfer'),
    number: d.number,
    watermark: mark(words, d.status),
    sender: head.sender,
    recipient: { label: t('to'), lines: [d.toWarehouse] },
    facts: facts(words, [
      ['from', d.fromWarehouse],
      ['date', words.date(d.postingDate)],
      ['expected', d.expectedDate && words.date(d.expectedDate)],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      ...(bins ? [{ label: t('bin'), weight: 1.5 }] : []),
      { label: t('item'), weight: 5 },
      ...(lots ? [{ label: t('lot'), weight: 2 }] : []),
      { label: t('quantity'), weight: 2, right: true },
      { label: t('received'), weight: 2, right: true },
    ],
    rows: d.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        ...(bins ? [l.fromBin ?? ''] : []),
        itemText(words, l),
        ...(lots ? [l.lot ?? ''] : []),
        `${words.quantity(l.quantity)} ${head.unit(l.unitCode)}`,
        arrived ? `${words.quantity(l.received)} ${head.unit(l.unit)}` : BLANK,
      ],
    })),
    totals: [],
    notes: [d.note, t('handedOver'), t('takenOver')].filter((n): n is string => Boolean(n)),
  }
}

/** Where somebody writes by hand. */
const BLANK = '____________'

/** The sheet to count by: bin after bin with room for the quantity; the books stand on it only for who may see them. */
export function stockCountPaper(d: Count, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`inventory.paper.${key}`)
  const lots = d.lines.some((l) => l.lot)
  const signed = (value: string) =>
    dec(value).isPositive() && !dec(value).isZero() ? `+${words.quantity(value)}` : words.quantity(value)
  return {
    title: t('countSheet'),
    number: d.number,
    watermark: mark(words, d.status),
    sender: head.sender,
    recipient: { label: t('warehouse'), lines: [d.warehouse] },
    facts: facts(words, [['date', words.date(d.postingDate)]]),
    columns: [
      { label: t('bin'), weight: 1.5 },
      { label: t('item'), weight: 5 },
      ...(lots ? [{ label: t('lot'), weight: 2 }] : []),
      { label: t('unit'), weight: 1 },
      ...(d.hidden ? [] : [{ label: t('books'), weight: 1.5, right: true }]),
      { label: t('counted'), weight: 1.8, right: true },
      ...(d.hidden ? [] : [{ label: t('difference'), weight: 1.5, right: true }]),
    ],
    rows: d.lines.map((l) => ({
      cells: [
        l.bin,
        itemText(words, l),
        ...(lots ? [l.lot ?? ''] : []),
        head.unit(l.unit),
        ...(d.hidden ? [] : [l.book === null ? '' : words.quantity(l.book)]),
        l.counted === null ? BLANK : words.quantity(l.counted),
        ...(d.hidden ? [] : [l.variance === null ? '' : signed(l.variance)]),
      ],
    })),
    totals: [],
    notes: [d.note, t('countedBy')].filter((n): n is string => Boolean(n)),
  }
}

/** What was written up or off, and why. */
export function stockAdjustmentPaper(d: Adjustment, head: Letterhead, words: Words): Paper {
  const t = (key: string) => words.t(`inventory.paper.${key}`)
  const valued = d.lines.some((l) => l.value !== null)
  return {
    title: t('stockAdjustment'),
    number: d.number,
    watermark: mark(words, d.status),
    sender: head.sender,
    recipient: { label: t('warehouse'), lines: [d.warehouse] },
    facts: facts(words, [
      ['kind', words.t(`inventory.adjustmentKind.${d.kind}`)],
      ['date', words.date(d.postingDate)],
      ['reason', d.reason],
    ]),
    columns: [
      { label: '#', weight: 0.5 },
      { label: t('bin'), weight: 1.5 },
      { label: t('item'), weight: 5 },
      { label: t('lot'), weight: 2 },
      { label: t('quantity'), weight: 2, right: true },
      ...(valued ? [{ label: `${t('value')} ${d.currency}`, weight: 2, right: true }] : []),
    ],
    rows: d.lines.map((l, i) => ({
      cells: [
        String(i + 1),
        l.bin ?? '',
        itemText(words, l),
        l.lot ?? '',
        `${words.quantity(l.quantity)} ${head.unit(l.unitCode)}`,
        ...(valued ? [l.value === null ? '' : words.amount(l.value, d.currency)] : []),
      ],
    })),
    totals:
      d.value === null
        ? []
        : [{ label: t('value'), value: `${d.currency} ${words.amount(d.value, d.currency)}`, strong: true }],
    notes: [d.note, t('approvedBy')].filter((n): n is string => Boolean(n)),
  }
}
