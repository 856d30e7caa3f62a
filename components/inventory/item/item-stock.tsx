'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/api/client'
import { DateText, Money, Quantity, UnitPrice } from '@/components/format'
import { useFrame } from '@/components/shell'
import { EmptyState } from '@/components/ui/empty-state'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { plain, sum } from '@/server/kernel/money'
import { Loaded } from '../page'
import { lotTones } from '../tones'
import type { StockOfItem } from './types'

/** What there is of an item: figures, then by warehouse, then each bin and lot. */
export function ItemStock({ itemId }: { itemId: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.stock.ofItem.queryOptions({ itemId }))
  return <Loaded query={query}>{(stock) => <Shown stock={stock} />}</Loaded>
}

function Shown({ stock }: { stock: StockOfItem }) {
  const t = useTranslations('inventory.item')
  const { companyId } = useFrame()
  const value = stock.companies.find((c) => c.companyId === companyId) ?? stock.companies[0]
  const own = stock.warehouses.filter((w) => !value || w.companyId === value.companyId)
  const total = (key: 'onHand' | 'reserved' | 'onHold' | 'available') => plain(sum(own.map((w) => w[key])))
  if (stock.places.length === 0 && !value) return <EmptyState title={t('noStock')} />
  return (
    <>
      <dl className="grid grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))] gap-px overflow-hidden rounded-lg border bg-line">
        <Figure label={t('onHand')} value={<Quantity value={total('onHand')} />} />
        <Figure label={t('reserved')} value={<Quantity value={total('reserved')} />} />
        <Figure label={t('onHold')} value={<Quantity value={total('onHold')} />} />
        <Figure label={t('available')} value={<Quantity value={total('available')} />} />
        <Figure label={t('inTransit')} value={<Quantity value={value?.transitQuantity ?? '0'} />} />
        {value ? (
          <>
            <Figure label={t('unitCost')} value={<UnitPrice value={value.unitCost} currency={value.currency} />} />
            <Figure
              label={`${t('value')} (${value.currency})`}
              value={<Money bare value={value.value} currency={value.currency} />}
            />
          </>
        ) : null}
      </dl>
      <ByWarehouse warehouses={own} />
      <ByPlace places={stock.places.filter((p) => !value || p.companyId === value.companyId)} />
    </>
  )
}

function Figure({ label, value }: { label: string; value: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="truncate text-xs text-faint">{label}</dt>
      <dd className="mt-0.5 truncate text-md font-medium tabular-nums">{value}</dd>
    </div>
  )
}

function ByWarehouse({ warehouses }: { warehouses: StockOfItem['warehouses'] }) {
  const t = useTranslations('inventory')
  const { href } = useFrame()
  return (
    <section>
      <h2 className="mb-1 text-base">{t('item.byWarehouse')}</h2>
      <Table label={t('item.byWarehouse')}>
        <TableHeader>
          <tr>
            <TableHead>{t('warehouse')}</TableHead>
            <TableHead numeric>{t('onHand')}</TableHead>
            <TableHead numeric>{t('reserved')}</TableHead>
            <TableHead numeric>{t('onHold')}</TableHead>
            <TableHead numeric>{t('available')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {warehouses.map((w) => (
            <TableRow key={w.warehouseId}>
              <TableCell>
                <Link
                  className="underline-offset-3 hover:underline"
                  href={href(`inventory/warehouses/${w.warehouseId}`)}
                >
                  {w.warehouse}
                </Link>
              </TableCell>
              <TableCell numeric>
                <Quantity value={w.onHand} />
              </TableCell>
              <TableCell numeric>
                <Quantity value={w.reserved} />
              </TableCell>
              <TableCell numeric>
                <Quantity value={w.onHold} />
              </TableCell>
              <TableCell numeric>
                <Quantity value={w.available} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

function ByPlace({ places }: { places: StockOfItem['places'] }) {
  const t = useTranslations('inventory')
  const { href } = useFrame()
  const lots = places.some((p) => p.lotId !== null)
  return (
    <section>
      <h2 className="mb-1 text-base">{t('item.byPlace')}</h2>
      <Table label={t('item.byPlace')}>
        <TableHeader>
          <tr>
            <TableHead>{t('warehouse')}</TableHead>
            <TableHead>{t('bin')}</TableHead>
            {lots ? <TableHead>{t('lot')}</TableHead> : null}
            {lots ? <TableHead>{t('expires')}</TableHead> : null}
            <TableHead numeric>{t('onHand')}</TableHead>
            <TableHead numeric>{t('reserved')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {places.map((p) => (
            <TableRow key={`${p.binId}${p.lotId}`}>
              <TableCell>{p.warehouse}</TableCell>
              <TableCell>
                <span className="flex items-center gap-2">
                  {p.bin}
                  {p.binKind === 'quarantine' ? (
                    <StateBadge plain tone="attention">
                      {t('binKind.quarantine')}
                    </StateBadge>
                  ) : null}
                </span>
              </TableCell>
              {lots ? (
                <TableCell>
                  {p.lotId ? (
                    <span className="flex items-center gap-2">
                      <Link className="underline-offset-3 hover:underline" href={href(`inventory/lots/${p.lotId}`)}>
                        {p.lot}
                      </Link>
                      {p.lotStatus && p.lotStatus !== 'available' ? (
                        <StateBadge plain tone={lotTones[p.lotStatus] ?? 'draft'}>
                          {t(`lotStatus.${p.lotStatus}`)}
                        </StateBadge>
                      ) : null}
                    </span>
                  ) : null}
                </TableCell>
              ) : null}
              {lots ? (
                <TableCell>
                  <DateText value={p.expiryDate} />
                </TableCell>
              ) : null}
              <TableCell numeric>
                <Quantity value={p.onHand} />
              </TableCell>
              <TableCell numeric>
                <Quantity value={p.reserved} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}
