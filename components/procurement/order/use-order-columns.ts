'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { GridColumn } from '@/components/document/line-grid/model'
import { useFormat } from '@/components/format'
import { currencyDigits } from '@/server/kernel/currency'
import { useDimensionColumns } from '../dimension-columns'
import { useBuyingMasters, useItemLookup } from '../use-buying'
import { isPriceable, NO_TAX, type OrderDocument, type OrderDraft, type OrderPreview } from './order-model'

interface Given {
  readonly draft: OrderDraft
  readonly preview: OrderPreview | undefined
  readonly document: OrderDocument | null
  readonly currency: string
  /** Shows how far each line is. */
  readonly committed: boolean
}

/** The columns of an order's lines. Empty price, discount, unit, tax and date cells show what the server takes for them. */
export function useOrderColumns({ draft, preview, document, currency, committed }: Given): readonly GridColumn[] {
  const t = useTranslations('buying.line')
  const format = useFormat()
  const item = useItemLookup()
  const dimensions = useDimensionColumns()
  const { taxes, units, warehouses } = useBuyingMasters()
  const { warehouseId } = draft
  const chains = [...new Set(draft.lines.flatMap((l) => (l.values.tax?.includes(',') ? l.values.tax : [])))]
    .sort()
    .join('|')
  const blanket = draft.kind === 'blanket'
  const done = useProgressColumns(document, committed, blanket)
  const why = usePriceReason(currency)
  return useMemo((): readonly GridColumn[] => {
    const priced = new Map((preview?.lines ?? document?.lines ?? []).map((l) => [l.id, l]))
    const previewed = new Map((preview?.lines ?? []).map((l) => [l.id, l]))
    const codeOf = (options: readonly { value: string; label: string }[], id: string | null | undefined) =>
      options.find((o) => o.value === id)?.label ?? null
    return [
      { key: 'itemId', kind: 'lookup', title: t('item'), width: 112, ...item },
      { key: 'description', kind: 'text', title: t('description'), grow: true, width: 170, maxLength: 500 },
      {
        key: 'quantity',
        kind: 'decimal',
        title: t('quantity'),
        width: 78,
        digits: 6,
        required: true,
        total: true,
        hint: (line) => {
          const proposed = previewed.get(line.id)?.proposedQuantity
          return proposed ? t('proposed', { quantity: format.quantity(proposed) }) : null
        },
      },
      ...done,
      {
        key: 'unitId',
        kind: 'select',
        title: t('unit'),
        width: 66,
        options: units,
        ghost: (line) => codeOf(units, previewed.get(line.id)?.unitId),
      },
      {
        key: 'unitPrice',
        kind: 'decimal',
        title: t('price', { currency }),
        width: 100,
        digits: 6,
        minPlaces: currencyDigits(currency),
        ghost: (line) => {
          const price = priced.get(line.id)?.unitPrice
          return price === undefined ? null : format.unitPrice(price, currency)
        },
        hint: (line) => {
          const found = priced.get(line.id)
          return found ? why(found) : null
        },
      },
      {
        key: 'discountPercent',
        kind: 'decimal',
        title: t('discount'),
        width: 64,
        digits: 4,
        ghost: (line) => {
          const discount = priced.get(line.id)?.discountPercent
          return discount === undefined ? null : format.quantity(discount)
        },
      },
      {
        key: 'tax',
        kind: 'select',
        title: t('tax'),
        width: 88,
        options: [...withChains(taxes, chains), { value: NO_TAX, label: t('noTax') }],
        ghost: (line) => {
          const found = previewed.get(line.id)
          return found ? found.taxCodeIds.map((id) => codeOf(taxes, id) ?? '').join(' + ') || t('noTax') : null
        },
      },
      {
        key: 'amount',
        kind: 'computed',
        title: t('amount', { currency }),
        width: 108,
        digits: currencyDigits(currency),
        total: true,
        compute: (_values, line) => (isPriceable(line) || committed ? (priced.get(line.id)?.amount ?? null) : null),
      },
      {
        key: 'promisedDate',
        kind: 'date',
        title: t('promised'),
        width: 104,
        ghost: (line) => {
          const date = previewed.get(line.id)?.promisedDate
          return date ? format.date(date) : null
        },
      },
      {
        key: 'warehouseId',
        kind: 'select',
        title: t('warehouse'),
        width: 84,
        options: warehouses,
        ghost: (line) => codeOf(warehouses, previewed.get(line.id)?.warehouseId ?? warehouseId),
      },
      ...dimensions,
    ]
  }, [
    t,
    format,
    item,
    dimensions,
    taxes,
    units,
    warehouses,
    preview,
    document,
    currency,
    committed,
    warehouseId,
    chains,
    done,
    why,
  ])
}

/** How far each line is, in its own unit's stock quantities: received and invoiced, or called off of a blanket order. */
function useProgressColumns(document: OrderDocument | null, committed: boolean, blanket: boolean) {
  const t = useTranslations('buying.line')
  const format = useFormat()
  return useMemo((): readonly GridColumn[] => {
    if (!committed) return []
    const saved = new Map((document?.lines ?? []).map((l) => [l.id, l]))
    const column = (key: 'receivedQuantity' | 'billedQuantity' | 'calledQuantity', title: string): GridColumn => ({
      key,
      kind: 'computed',
      title,
      width: 84,
      compute: (_values, line) => {
        const known = saved.get(line.id)
        return known ? format.quantity(known[key], known.stockUnitCode ?? undefined) : null
      },
    })
    return blanket
      ? [column('calledQuantity', t('called'))]
      : [column('receivedQuantity', t('received')), column('billedQuantity', t('invoiced'))]
  }, [document, committed, blanket, format, t])
}

type Priced = Pick<OrderPreview['lines'][number], 'listPrice' | 'priceSource' | 'unitPrice'>

/** Why a line has its price: which agreement says so. */
function usePriceReason(currency: string) {
  const t = useTranslations('buying.line')
  const format = useFormat()
  return useMemo(
    () =>
      ({ listPrice, priceSource: source }: Priced): string => {
        if (listPrice === null || !source) return t('noAgreement')
        return t('whyPrice', {
          price: format.unitPrice(listPrice, currency),
          by: t(`by.${source.by}`),
          agreement: source.agreement ?? '–',
          quantity: format.quantity(source.minQuantity),
          from: source.validFrom ? format.date(source.validFrom) : '–',
        })
      },
    [t, format, currency],
  )
}

/** Tax codes as choices, and the chains of several that stand on lines already. */
function withChains(taxes: readonly { value: string; label: string }[], chains: string) {
  const label = (chain: string) =>
    chain
      .split(',')
      .map((id) => taxes.find((x) => x.value === id)?.label ?? '…')
      .join(' + ')
  return [...taxes, ...chains.split('|').flatMap((chain) => (chain ? { value: chain, label: label(chain) } : []))]
}
