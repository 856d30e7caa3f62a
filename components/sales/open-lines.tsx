'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { itemColumn, type LineColumn, LineTable, lineName } from '@/components/document/line-table'
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
  const { quantityOf, setQuantity } = model
  const columns = useMemo(
    (): readonly LineColumn<OpenLine>[] => [
      {
        key: 'take',
        title: t('take'),
        cell: (l) => (
          <Checkbox
            aria-label={t('takeLine', { item: lineName(l), order: l.orderNumber })}
            checked={/[1-9]/.test(quantityOf(l))}
            onCheckedChange={(on) => setQuantity(l.id, on === true ? String(dec(l.open)) : '')}
          />
        ),
      },
      { key: 'order', title: t('order'), cell: (l) => l.orderNumber },
      { key: 'customer', title: t('customer'), cell: (l) => l.customerName },
      itemColumn(t('item')),
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
        number: {
          label: (l) => t('quantityOf', { item: lineName(l), order: l.orderNumber }),
          value: (l) => quantityOf(l),
          onChange: (l, value) => setQuantity(l.id, value),
        },
      },
    ],
    [t, purpose, quantityOf, setQuantity],
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
