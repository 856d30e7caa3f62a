'use client'
import { Ban, Check, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { BulkStep } from '@/components/api/bulk'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'

/** What can be done with many stock documents: the first step of each kind, and taking drafts back. */
export function useStockBulk() {
  const t = useTranslations('inventory')
  const api = useTRPCClient().inventory
  const refusal = useRefusal()
  const step = (name: string, label: string, permission: string, run: BulkStep['run'], icon = Check): BulkStep => ({
    name,
    label,
    icon,
    refused: refusal(`inventory.${permission}`),
    run,
  })
  const cancel = (permission: string, run: BulkStep['run']): BulkStep => ({
    ...step('cancel', t('doc.cancel'), permission, run, Ban),
    danger: true,
  })
  return {
    adjustments: [
      step('post', t('doc.post'), 'stock_adjustment.post', (ref) => api.stockAdjustment.post.mutate(ref)),
      cancel('stock_adjustment.create', (ref) => api.stockAdjustment.cancel.mutate(ref)),
    ],
    transfers: [
      step('ship', t('transfer.ship'), 'stock_transfer.ship', (ref) => api.stockTransfer.ship.mutate(ref), Truck),
      cancel('stock_transfer.create', (ref) => api.stockTransfer.cancel.mutate(ref)),
    ],
    counts: [
      step('post', t('doc.post'), 'stock_count.post', (ref) => api.stockCount.post.mutate(ref)),
      cancel('stock_count.create', (ref) => api.stockCount.cancel.mutate(ref)),
    ],
    revaluations: [
      step('post', t('doc.post'), 'stock_revaluation.post', (ref) => api.stockRevaluation.post.mutate(ref)),
      cancel('stock_revaluation.create', (ref) => api.stockRevaluation.cancel.mutate(ref)),
    ],
  } satisfies Record<string, readonly BulkStep[]>
}
