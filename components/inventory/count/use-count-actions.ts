'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import { useFrame } from '@/components/shell'
import { useRun } from '../use-run'
import type { CountView } from './match'

export type Asked = 'start' | 'submit' | 'cancel' | null

/** What can be done with a count. Variances over the tolerance are approved by someone who did not count them. */
export function useCountActions(doc: CountView, ask: (what: Asked) => void): DocumentAction[] {
  const t = useTranslations('inventory.count')
  const words = useTranslations('inventory.doc')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { id, version, status } = doc
  const refused = (permission: string) => {
    const why = refusal(`inventory.stock_count.${permission}`)
    return why ? { refused: why } : {}
  }
  const over = doc.lines.filter((l) => l.overTolerance)
  const approval = over.length > 0 ? refused('approve') : {}
  const own = over.some((l) => l.countedByMe) ? { refused: t('needsOther') } : {}
  const count: DocumentAction = {
    name: 'count',
    label: t('count'),
    shortcut: 'c',
    onRun: () => router.push(href(`inventory/counts/${id}/count`)),
    ...refused('count'),
  }
  return [
    { name: 'start', label: t('start'), weight: 4, onRun: () => ask('start'), ...refused('create') },
    ...(status === 'counting' ? [count] : []),
    { name: 'submit', label: t('submit'), weight: 3, onRun: () => ask('submit'), ...refused('count') },
    {
      name: 'post',
      label: t('post'),
      weight: 2,
      shortcut: 's',
      onRun: () => run(() => api.inventory.stockCount.post.mutate({ id, version })),
      ...own,
      ...approval,
      ...refused('post'),
    },
    {
      name: 'recount',
      label: t('recount'),
      onRun: () => run(() => api.inventory.stockCount.recount.mutate({ id, version })),
      ...refused('post'),
    },
    { name: 'cancel', label: words('cancel'), tone: 'danger', onRun: () => ask('cancel'), ...refused('create') },
  ]
}
