'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { type LineColumn, LineTable, QuantityCell } from '@/components/document/parts'
import { DateText, Quantity } from '@/components/format'
import { Checkbox } from '@/components/ui/checkbox'
import { Skeleton } from '@/components/ui/skeleton'
import type { OpenLine } from '@/server/contracts/sales/screens'
import { dec } from '@/server/kernel/money'
import { useCompany } from './use-sales'

interface Given {
  readonly purpose: 'ship' | 'bill'
  readonly customerId?: string | undefined
  readonly orderIds?: readonly string[] | undefined
  readonly deliveryIds?: readonly string[] | undefined
}

/** What is open of orders, with what of it was chosen: quantities start at what is ready, or at all that may be billed. */
export function useOpenLines({ purpose, customerId, orderIds, deliveryIds }: Given) {
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const open = useQuery(
    trpc.sales.salesOrder.openLines.queryOptions(
      {
        companyId,
        purpose,
        ...(customerId && { customerId }),
        ...(orderIds && { orderIds: [...orderIds] }),
        ...(deliveryIds && { deliveryIds: [...deliveryIds] }),
      },
      { placeholderData: keepPreviousData, trpc: { context: { long: true } } },
    ),
  )
  const [changed, setChanged] = useState<Readonly<Record<string, string>>>({})
  const lines = open.data ?? []
  const single = orderIds?.length === 1 || deliveryIds?.length === 1
  const [first] = lines
  const quantityOf = (line: OpenLine): string => {
    const own = changed[line.id]
    if (own !== undefined) return own
    // Without a choice only the lines of one customer are taken: a document is of one.
    if (!single && line.customerId !== first?.customerId) return ''
    const ready = purpose === 'ship' ? line.ready : line.open
    return dec(ready).greaterThan(0) ? String(dec(ready)) : ''
  }
  const chosen = lines.filter((l) => /[1-9]/.test(quantityOf(l)))
  return {
    open,
    lines,
    chosen,
    quantityOf,
    setQuantity: (id: string, quantity: string) => setChanged((before) => ({ ...before, [id]: quantity })),
    customers: [...new Set(chosen.map((l) => l.customerId))],
  }
}

/** The open lines as a table to choose from. */
export function OpenLines({ model, purpose }: { model: ReturnType<typeof useOpenLines>; purpose: 'ship' | 'bill' }) {
  const t = useTranslations('sales.open')
  const locale = useLocale()
  const { quantityOf, setQuantity } = model
  const columns = useMemo(
    (): readonly LineColumn<OpenLine>[] => [
      {
        key: 'take',
        title: t('take'),
        cell: (l) => (
          <Checkbox
            aria-label={t('takeLine', { item: l.itemCode ?? l.description, order: l.orderNumber })}
            checked={/[1-9]/.test(quantityOf(l))}
            onCheckedChange={(on) => setQuantity(l.id, on === true ? String(dec(l.open)) : '')}
          />
        ),
      },
      { key: 'order', title: t('order'), cell: (l) => l.orderNumber },
      { key: 'customer', title: t('customer'), cell: (l) => l.customerName },
      { key: 'item', title: t('item'), cell: (l) => <ItemText code={l.itemCode} description={l.description} /> },
      { key: 'requested', title: t('requested'), cell: (l) => <DateText value={l.requestedDate} /> },
      ...(purpose === 'ship'
        ? [{ key: 'warehouse', title: t('warehouse'), cell: (l: OpenLine) => l.warehouseCode }]
        : []),
      { key: 'ordered', title: t('ordered'), numeric: true, cell: (l) => <Quantity value={l.ordered} /> },
      {
        key: 'open',
        title: t(purpose === 'ship' ? 'openToShip' : 'openToBill'),
        numeric: true,
        cell: (l) => <Quantity value={l.open} />,
      },
      ...(purpose === 'ship'
        ? [{ key: 'ready', title: t('ready'), numeric: true, cell: (l: OpenLine) => <Quantity value={l.ready} /> }]
        : []),
      {
        key: 'quantity',
        title: t(purpose === 'ship' ? 'deliver' : 'bill'),
        numeric: true,
        cell: (l) => (
          <QuantityCell
            locale={locale}
            label={t('quantityOf', { item: l.itemCode ?? l.description, order: l.orderNumber })}
            value={quantityOf(l)}
            onChange={(value) => setQuantity(l.id, value)}
          />
        ),
      },
    ],
    [t, locale, purpose, quantityOf, setQuantity],
  )
  if (model.open.isPending) return <Skeleton className="h-40 w-full" />
  return (
    <LineTable
      label={t('title')}
      columns={columns}
      lines={model.lines}
      empty={t(purpose === 'ship' ? 'nothingToShip' : 'nothingToBill')}
    />
  )
}

export function ItemText({ code, description }: { code: string | null; description: string }) {
  return (
    <span className="block max-w-80 truncate" title={description}>
      {code ? <span className="text-muted">{code} </span> : null}
      {description}
    </span>
  )
}
