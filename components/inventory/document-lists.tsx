'use client'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { EntityList } from '@/components/api/list'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import {
  stockAdjustmentList,
  stockCountList,
  stockRevaluationList,
  stockTransferList,
} from '@/server/contracts/inventory/documents'
import { useStockBulk } from './bulk'
import { countTones, documentTones, transferTones } from './tones'

export function StockAdjustments() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.stockAdjustments')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useStockBulk()
  return (
    <EntityList
      procedures={trpc.inventory.stockAdjustment.list}
      definition={stockAdjustmentList}
      title={t('title')}
      path={(row) => `inventory/adjustments/${row.id}`}
      tones={{ status: documentTones }}
      card={{ title: 'reason', subtitle: 'number', end: 'documentDate', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('inventory/adjustments/new'),
        refused: refusal('inventory.stock_adjustment.create') ?? null,
      }}
      bulk={bulk.adjustments}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function StockTransfers() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.stockTransfers')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useStockBulk()
  return (
    <EntityList
      procedures={trpc.inventory.stockTransfer.list}
      definition={stockTransferList}
      title={t('title')}
      path={(row) => `inventory/transfers/${row.id}`}
      tones={{ status: transferTones }}
      card={{ title: 'toWarehouse', subtitle: 'number', end: 'documentDate', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('inventory/transfers/new'),
        refused: refusal('inventory.stock_transfer.create') ?? null,
      }}
      bulk={bulk.transfers}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function StockCounts() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.stockCounts')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useStockBulk()
  return (
    <EntityList
      procedures={trpc.inventory.stockCount.list}
      definition={stockCountList}
      title={t('title')}
      path={(row) => `inventory/counts/${row.id}`}
      tones={{ status: countTones }}
      card={{ title: 'warehouse', subtitle: 'number', end: 'documentDate', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('inventory/counts/new'),
        refused: refusal('inventory.stock_count.create') ?? null,
      }}
      bulk={bulk.counts}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function StockRevaluations() {
  const trpc = useTRPC()
  const t = useTranslations('inventory.stockRevaluations')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useStockBulk()
  return (
    <EntityList
      procedures={trpc.inventory.stockRevaluation.list}
      definition={stockRevaluationList}
      title={t('title')}
      path={(row) => `inventory/revaluations/${row.id}`}
      tones={{ status: documentTones }}
      card={{ title: 'reason', subtitle: 'number', end: 'documentDate', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('inventory/revaluations/new'),
        refused: refusal('inventory.stock_revaluation.create') ?? null,
      }}
      bulk={bulk.revaluations}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
