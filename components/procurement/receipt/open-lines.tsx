'use client'
import { useTranslations } from 'next-intl'
import { DateCell, itemColumn, type LineColumn, LineTable, lineName, TextCell } from '@/components/document/line-table'
import { DateText, Quantity } from '@/components/format'
import { Checkbox } from '@/components/ui/checkbox'
import { Select } from '@/components/ui/select'
import { Skeleton } from '@/components/ui/skeleton'
import type { OpenOrderLine, useOpenOrderLines } from './use-open-lines'

/** Open order lines with fields for what came: quantity in the unit that was counted, what was sent away, lot and expiry. */
export function OpenOrderLines({ model }: { model: ReturnType<typeof useOpenOrderLines> }) {
  const t = useTranslations('procurement.receive')
  const { of, change, lines } = model
  const tracked = lines.some((l) => l.tracking !== 'none')
  const dated = lines.some((l) => l.expires)
  const refused = lines.some((l) => /[1-9]/.test(of(l).rejected))
  const columns: readonly LineColumn<OpenOrderLine & { readonly id: string }>[] = [
    { key: 'order', title: t('order'), cell: (l) => `${l.orderNumber} / ${l.position}` },
    itemColumn(t('item')),
    { key: 'promised', title: t('promised'), cell: (l) => <DateText value={l.promisedDate} /> },
    { key: 'ordered', title: t('ordered'), numeric: true, cell: (l) => <Quantity value={l.ordered} /> },
    { key: 'open', title: t('open'), numeric: true, cell: (l) => <Quantity value={l.open} /> },
    {
      key: 'quantity',
      title: t('came'),
      number: {
        label: (l) => t('cameOf', { item: lineName(l) }),
        value: (l) => of(l).quantity,
        onChange: (l, quantity) => change(l.orderLineId, { quantity }),
      },
    },
    {
      key: 'unit',
      title: t('unit'),
      cell: (l) =>
        l.units.length > 1 ? (
          <Select
            className="w-24"
            aria-label={t('unitOf', { item: lineName(l) })}
            value={of(l).unitId}
            onValueChange={(unitId) => change(l.orderLineId, { unitId })}
            options={l.units.map((u) => ({ value: u.unitId, label: u.code }))}
          />
        ) : (
          l.unitCode
        ),
    },
    {
      key: 'rejected',
      title: t('rejected'),
      number: {
        label: (l) => t('rejectedOf', { item: lineName(l) }),
        value: (l) => of(l).rejected,
        onChange: (l, rejected) => change(l.orderLineId, { rejected }),
      },
    },
    ...(refused
      ? [
          {
            key: 'why',
            title: t('why'),
            cell: (l: OpenOrderLine) =>
              /[1-9]/.test(of(l).rejected) ? (
                <TextCell
                  label={t('whyOf', { item: lineName(l) })}
                  value={of(l).why}
                  onChange={(why) => change(l.orderLineId, { why })}
                />
              ) : null,
          },
        ]
      : []),
    ...(tracked
      ? [
          {
            key: 'lot',
            title: t('lot'),
            cell: (l: OpenOrderLine) =>
              l.tracking === 'none' ? null : (
                <TextCell
                  label={t('lotOf', { item: lineName(l) })}
                  value={of(l).lotCode}
                  onChange={(lotCode) => change(l.orderLineId, { lotCode })}
                />
              ),
          },
        ]
      : []),
    ...(dated
      ? [
          {
            key: 'expiry',
            title: t('expiry'),
            cell: (l: OpenOrderLine) =>
              l.expires ? (
                <DateCell
                  label={t('expiryOf', { item: lineName(l) })}
                  value={of(l).expiryDate}
                  onChange={(expiryDate) => change(l.orderLineId, { expiryDate })}
                />
              ) : null,
          },
        ]
      : []),
    {
      key: 'hold',
      title: t('hold'),
      cell: (l) =>
        l.stocked ? (
          <Checkbox
            aria-label={t('holdOf', { item: lineName(l) })}
            checked={of(l).hold}
            onCheckedChange={(on) => change(l.orderLineId, { hold: on === true })}
          />
        ) : null,
    },
  ]
  if (model.open.isLoading) return <Skeleton className="h-40 w-full" />
  return (
    <LineTable
      label={t('lines')}
      columns={columns}
      lines={lines.map((l) => ({ ...l, id: l.orderLineId }))}
      empty={t('nothingOpen')}
    />
  )
}
