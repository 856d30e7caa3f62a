'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import type { GridColumn, GridLine, LookupOption } from '@/components/document/line-grid/model'
import { readServerError } from '@/components/form/server-error'
import { useFormat } from '@/components/format'
import { currencyDigits } from '@/server/kernel/currency'
import { plain, sum } from '@/server/kernel/money'
import { useCompany, useSalesMasters } from '../use-sales'
import {
  isPriceable,
  NO_TAX,
  type OrderDocument,
  type OrderDraft,
  type OrderInput,
  type OrderPreview,
} from './order-model'

/** A value as it was when nothing had changed for a moment. */
export function useSettled<T>(value: T, delay = 250): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [value, delay])
  return settled
}

/** The server's prices and totals of what is being written; the last answer stays while the next one comes. */
export function useOrderPreview(input: OrderInput | null, enabled: boolean) {
  const trpc = useTRPC()
  const asked = useSettled(input)
  const preview = useQuery({
    ...trpc.sales.salesOrder.preview.queryOptions(asked ?? { companyId: '', customerId: '', lines: [] }, {
      trpc: { context: { long: true } },
      placeholderData: keepPreviousData,
      retry: false,
      staleTime: 60_000,
    }),
    enabled: enabled && asked !== null,
  })
  return {
    preview: asked === null ? undefined : preview.data,
    refusal: preview.isError && asked !== null ? readServerError(preview.error) : null,
    waiting: enabled && (preview.isFetching || asked !== input),
  }
}

/** What is free of each line's item in its warehouse. */
export function useLineStock(lines: readonly GridLine[]) {
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const itemIds = useSettled(useMemo(() => [...new Set(lines.flatMap((l) => l.values.itemId ?? []))].sort(), [lines]))
  const stock = useQuery(
    trpc.sales.salesOrder.lineStock.queryOptions(
      { companyId, itemIds: itemIds.slice(0, 1000) },
      {
        enabled: itemIds.length > 0,
        placeholderData: keepPreviousData,
        staleTime: 15_000,
        retry: false,
        trpc: { context: { long: true } },
      },
    ),
  )
  const data = stock.data
  return useMemo(() => {
    if (!data) return null
    return (itemId: string, warehouseId: string | null) =>
      plain(
        sum(
          data
            .filter((s) => s.itemId === itemId && (!warehouseId || s.warehouseId === warehouseId))
            .map((s) => s.available),
        ),
      )
  }, [data])
}

/** Items for a line, by code, name or barcode; pasted texts are matched in one go. */
export function useItemLookup() {
  const api = useTRPCClient()
  const zh = useLocale().startsWith('zh')
  return useMemo(() => {
    const asOption = (item: {
      id: string
      code: string
      name: string
      nameZh: string | null
      unitCode: string
    }): LookupOption => {
      const name = (zh && item.nameZh) || item.name
      return { id: item.id, label: item.code, description: name, fills: { description: name } }
    }
    return {
      search: async (text: string, signal: AbortSignal) =>
        (await api.inventory.item.options.query({ text, kinds: ['stock', 'service', 'kit'] }, { signal })).items.map(
          asOption,
        ),
      resolve: async (texts: readonly string[]) => {
        const { found } = await api.inventory.item.resolve.query({ texts: [...texts] }, { context: { long: true } })
        return new Map(found.map((f) => [f.text, asOption(f.item)]))
      },
    }
  }, [api, zh])
}

interface Given {
  readonly draft: OrderDraft
  readonly preview: OrderPreview | undefined
  readonly document: OrderDocument | null
  readonly stockOf: ReturnType<typeof useLineStock>
  readonly currency: string
  /** Shows how far each line is instead of what is free. */
  readonly committed: boolean
}

/** The columns of an order's lines. Empty price, discount, unit and tax cells show what the server takes for them. */
export function useOrderColumns({
  draft,
  preview,
  document,
  stockOf,
  currency,
  committed,
}: Given): readonly GridColumn[] {
  const t = useTranslations('sales.line')
  const format = useFormat()
  const { search, resolve } = useItemLookup()
  const { taxes, units, warehouses } = useSalesMasters()
  const { warehouseId } = draft
  const chains = [...new Set(draft.lines.flatMap((l) => (l.values.tax?.includes(',') ? l.values.tax : [])))]
    .sort()
    .join('|')
  return useMemo(() => {
    const priced = new Map((preview?.lines ?? document?.lines ?? []).map((l) => [l.id, l]))
    const previewed = new Map((preview?.lines ?? []).map((l) => [l.id, l]))
    const saved = new Map((document?.lines ?? []).map((l) => [l.id, l]))
    const codeOf = (options: readonly { value: string; label: string }[], id: string | null | undefined) =>
      options.find((o) => o.value === id)?.label ?? null
    const taxOptions = withChains(taxes, chains)
    const progress = (
      key: 'reservedQuantity' | 'deliveredQuantity' | 'invoicedQuantity',
      title: string,
    ): GridColumn => ({
      key,
      kind: 'computed',
      title,
      width: 84,
      compute: (_values, line) => {
        const value = saved.get(line.id)?.[key]
        return value === undefined ? null : format.quantity(value)
      },
    })
    return [
      { key: 'itemId', kind: 'lookup', title: t('item'), width: 112, required: true, search, resolve },
      { key: 'description', kind: 'text', title: t('description'), grow: true, width: 150, maxLength: 500 },
      { key: 'quantity', kind: 'decimal', title: t('quantity'), width: 78, digits: 6, required: true, total: true },
      ...(committed
        ? [
            progress('reservedQuantity', t('reserved')),
            progress('deliveredQuantity', t('shipped')),
            progress('invoicedQuantity', t('invoiced')),
          ]
        : []),
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
          const found = previewed.get(line.id)
          if (!found) return null
          const { listPrice, priceSource: source } = found
          if (listPrice === null || !source) return t('noListPrice')
          return t('whyPrice', {
            price: format.unitPrice(listPrice, currency),
            list: source.priceListCode,
            level: t(`level.${source.level}`),
            by: t(`by.${source.by}`),
            quantity: format.quantity(source.minQuantity),
          })
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
        options: [...taxOptions, { value: NO_TAX, label: t('noTax') }],
        ghost: (line) => {
          const found = previewed.get(line.id)
          return found ? found.taxCodeIds.map((id) => codeOf(taxes, id) ?? '').join(' + ') || t('noTax') : null
        },
      },
      { key: 'requestedDate', kind: 'date', title: t('requestedDate'), width: 104 },
      {
        key: 'warehouseId',
        kind: 'select',
        title: t('warehouse'),
        width: 84,
        options: warehouses,
        ghost: (line) => codeOf(warehouses, previewed.get(line.id)?.warehouseId ?? warehouseId),
      },
      ...(committed
        ? []
        : [
            {
              key: 'available',
              kind: 'computed' as const,
              title: t('available'),
              width: 84,
              compute: (values: GridLine['values'], line: GridLine) => {
                const from = values.warehouseId ?? previewed.get(line.id)?.warehouseId ?? warehouseId
                return values.itemId && stockOf ? format.quantity(stockOf(values.itemId, from)) : null
              },
            },
          ]),
      {
        key: 'amount',
        kind: 'computed',
        title: t('amount', { currency }),
        width: 108,
        digits: currencyDigits(currency),
        total: true,
        compute: (_values, line) => (isPriceable(line) ? (priced.get(line.id)?.amount ?? null) : null),
      },
    ]
  }, [
    t,
    format,
    search,
    resolve,
    taxes,
    units,
    warehouses,
    preview,
    document,
    stockOf,
    currency,
    committed,
    warehouseId,
    chains,
  ])
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
