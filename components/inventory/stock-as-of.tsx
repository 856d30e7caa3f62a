'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useDeferredValue, useState } from 'react'
import type { z } from 'zod'
import { useTRPC } from '@/components/api/client'
import { DateBox, SelectBox, TextBox } from '@/components/form/boxes'
import { Money, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { EmptyState } from '@/components/ui/empty-state'
import { Notice } from '@/components/ui/notice'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { stockAsOf } from '@/server/contracts/inventory/views'
import { isCalendarDate } from '@/server/kernel/calendar-date'
import { isId } from '@/server/kernel/ids'
import { InventoryPage, Loaded } from './page'
import { StockViews } from './stock-lists'
import { useCompany, useNamed, useWarehouses } from './use-place'

const MOST = 5000

/** Stock and its value at the end of any day; date and warehouse stand in the address. */
export function StockAsOf() {
  const t = useTranslations('inventory.stock')
  const trpc = useTRPC()
  const { companyId, today } = useCompany()
  const { all } = useWarehouses()
  const named = useNamed()
  const params = useSearchParams()
  const router = useRouter()
  const pathname = usePathname()
  const asked = params.get('date') ?? ''
  const date = isCalendarDate(asked) ? asked : today
  const place = params.get('warehouse') ?? ''
  const warehouseId = isId(place) ? place : null
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const put = (key: string, value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(key, value)
    else next.delete(key)
    router.replace(`${pathname}?${next}`)
  }
  const query = useQuery(
    trpc.inventory.stock.asOf.queryOptions(
      { companyId, date, warehouseId, text: wanted },
      { placeholderData: keepPreviousData },
    ),
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <StockViews current="asOf" />
      <div className="min-h-0 flex-1">
        <InventoryPage
          title={t('title')}
          toolbar={
            <>
              <DateBox className="w-44" label={t('atDate')} value={date} onChange={(value) => put('date', value)} />
              <SelectBox
                className="w-56"
                label={t('columns.warehouse')}
                value={warehouseId ?? 'all'}
                options={[
                  { value: 'all', label: t('allWarehouses') },
                  ...all.map((w) => ({ value: w.id, label: named(w) })),
                ]}
                onChange={(value) => put('warehouse', value === 'all' ? '' : value)}
              />
              <TextBox className="w-56" label={t('search')} value={text} onChange={setText} />
            </>
          }
        >
          <Loaded query={query}>{(stock) => <Rows stock={stock} />}</Loaded>
        </InventoryPage>
      </div>
    </div>
  )
}

function Rows({ stock }: { stock: z.output<typeof stockAsOf> }) {
  const t = useTranslations('inventory.stock')
  const named = useNamed()
  const { href } = useFrame()
  if (stock.count === 0) return <EmptyState title={t('nothingThen')} />
  return (
    <div className="flex flex-col gap-3">
      {stock.count >= MOST ? <Notice tone="attention">{t('cut')}</Notice> : null}
      <Table label={t('title')}>
        <TableHeader>
          <tr>
            <TableHead>{t('columns.itemCode')}</TableHead>
            <TableHead>{t('columns.itemName')}</TableHead>
            <TableHead>{t('columns.warehouse')}</TableHead>
            <TableHead numeric>{t('columns.onHand')}</TableHead>
            <TableHead numeric>
              {t('columns.value')} ({stock.currency})
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {stock.rows.map((row) => (
            <TableRow key={`${row.itemId}${row.warehouseId}`}>
              <TableCell>
                <Link className="underline-offset-3 hover:underline" href={href(`inventory/items/${row.itemId}`)}>
                  {row.itemCode}
                </Link>
              </TableCell>
              <TableCell>{named({ name: row.itemName, nameZh: row.itemNameZh })}</TableCell>
              <TableCell>{row.warehouse}</TableCell>
              <TableCell numeric>
                <Quantity value={row.quantity} unit={row.unit} />
              </TableCell>
              <TableCell numeric>
                <Money bare value={row.value} currency={stock.currency} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell colSpan={4}>
              {t('totalValue')} <span className="font-normal text-muted">· {t('rows', { count: stock.count })}</span>
            </TableCell>
            <TableCell numeric>
              <Money bare value={stock.total} currency={stock.currency} />
            </TableCell>
          </TableRow>
        </TableFooter>
      </Table>
    </div>
  )
}
