'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPC } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { StateBadge } from '@/components/ui/state-badge'
import { tabClass, tabListClass } from '@/components/ui/tabs'
import { stockValuationList } from '@/server/contracts/inventory/card'
import { belowLevelList, expiringLotList, stockList, stockMoveList } from '@/server/contracts/inventory/lists'
import { useNameCells } from './master-lists'
import { levelTones, lotTones } from './tones'

const views = [
  ['now', 'inventory/stock'],
  ['asOf', 'inventory/stock/as-of'],
  ['valuation', 'inventory/stock/valuation'],
  ['below', 'inventory/stock/below-level'],
  ['expiring', 'inventory/stock/expiring'],
] as const

/** The ways to look at stock, as tabs that are addresses. */
export function StockViews({ current }: { current: (typeof views)[number][0] }) {
  const t = useTranslations('inventory.stock')
  const { href } = useFrame()
  return (
    <nav aria-label={t('views')} className={`${tabListClass} shrink-0 px-4 max-sm:px-3`}>
      {views.map(([view, address]) => (
        <Link key={view} href={href(address)} aria-current={view === current ? 'page' : undefined} className={tabClass}>
          {t(view)}
        </Link>
      ))}
    </nav>
  )
}

export function Stock() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.stock')
  const { itemName } = useNameCells()
  const renderCell = useMemo(() => ({ itemName }), [itemName])
  return (
    <EntityList
      procedures={trpc.inventory.stock.list}
      definition={stockList}
      title={t('title')}
      path={(row) => `inventory/items/${row.itemId}`}
      renderCell={renderCell}
      card={{ title: 'itemName', subtitle: 'itemCode', end: 'available', state: 'warehouse' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** What stock is worth, by item and company, with what is on its way. */
export function StockValuation() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.stockValuation')
  return (
    <EntityList
      procedures={trpc.inventory.stock.valuation}
      definition={stockValuationList}
      title={t('title')}
      path={(row) => `inventory/items/${row.itemId}`}
      card={{ title: 'itemName', subtitle: 'itemCode', end: 'value', state: 'valuation' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function StockMoves() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.stockMoves')
  const { itemName } = useNameCells()
  const renderCell = useMemo(() => ({ itemName }), [itemName])
  return (
    <EntityList
      procedures={trpc.inventory.stockMove.list}
      definition={stockMoveList}
      title={t('title')}
      path={(row) => documentHref(String(row.sourceDocument), String(row.sourceId)) ?? `inventory/items/${row.itemId}`}
      renderCell={renderCell}
      card={{ title: 'itemName', subtitle: 'document', end: 'quantity', state: 'kind' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function ExpiringLots() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.expiringLots')
  const { itemName } = useNameCells()
  const renderCell = useMemo(
    () => ({
      itemName,
      daysLeft: (row: EntityRow) => {
        const days = Number(row.daysLeft)
        if (days < 0) return <StateBadge tone="blocked">{t('expired')}</StateBadge>
        return days > 30 ? t('days', { days }) : <StateBadge tone="attention">{t('days', { days })}</StateBadge>
      },
    }),
    [itemName, t],
  )
  return (
    <EntityList
      procedures={trpc.inventory.stock.expiring}
      definition={expiringLotList}
      title={t('title')}
      path={(row) => `inventory/lots/${row.lotId}`}
      renderCell={renderCell}
      tones={{ status: lotTones }}
      card={{ title: 'itemName', subtitle: 'lot', end: 'expiryDate', state: 'status' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function BelowLevel() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.belowLevel')
  const { itemName } = useNameCells()
  const renderCell = useMemo(() => ({ itemName }), [itemName])
  return (
    <EntityList
      procedures={trpc.inventory.stock.belowLevel}
      definition={belowLevelList}
      title={t('title')}
      path={(row) => `inventory/items/${row.itemId}`}
      renderCell={renderCell}
      tones={{ level: levelTones }}
      card={{ title: 'itemName', subtitle: 'warehouse', end: 'missing', state: 'level' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
