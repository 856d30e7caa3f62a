'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RotateCcw, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPC } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import type { RowAction } from '@/components/data-table/types'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { documentHref } from '@/components/shell/document-href'
import { useTerms } from '@/components/terms'
import { toast } from '@/components/ui/toast'
import type { Tone } from '@/components/ui/tone'
import { deliveryList } from '@/server/contracts/platform/control-lists'

const tones: Readonly<Record<string, Tone>> = {
  waiting: 'draft',
  retrying: 'attention',
  dead: 'blocked',
  dismissed: 'draft',
}

/** What should have followed an event and did not: tried again by itself, or waiting for somebody to decide. */
export function Deliveries() {
  const trpc = useTRPC()
  const client = useQueryClient()
  const say = useErrorText()
  const t = useTranslations('control.delivery')
  const terms = useTerms()
  const settled = (done: string) => ({
    onSuccess: () => {
      toast.success(t(done))
      return client.invalidateQueries(trpc.control.deliveries.pathFilter())
    },
    onError: (error: unknown) => void toast.error(say(readServerError(error))),
  })
  const retry = useMutation(trpc.control.deliveries.retry.mutationOptions(settled('retried')))
  const dismiss = useMutation(trpc.control.deliveries.dismiss.mutationOptions(settled('dismissed')))
  const renderCell = useMemo(
    () => ({
      document: ({ document }: EntityRow) => terms.document(String(document)),
      error: (row: EntityRow) => (
        <span className="block truncate" title={String(row.error)}>
          {String(row.error)}
        </span>
      ),
    }),
    [terms],
  )
  const rowActions = ({ id, state }: EntityRow): RowAction[] =>
    state === 'dead'
      ? [
          { name: 'retry', label: t('retry'), icon: RotateCcw, onRun: () => retry.mutate({ id }) },
          { name: 'dismiss', label: t('dismiss'), icon: X, onRun: () => dismiss.mutate({ id }) },
        ]
      : []
  return (
    <EntityList
      procedures={trpc.control.deliveries.list}
      definition={deliveryList}
      title={t('title')}
      path={(row) => documentHref(String(row.document), String(row.documentId)) ?? 'control/deliveries'}
      tones={{ state: tones }}
      renderCell={renderCell}
      rowActions={rowActions}
      renderPreview={(row) => <DeliveryError row={row} />}
      card={{ title: 'reaction', subtitle: 'error', end: 'lastAt', state: 'state' }}
      empty={{ sentence: t('empty') }}
    />
  )
}

/** The whole of what went wrong, beside the list. */
function DeliveryError({ row }: { row: EntityRow }) {
  const t = useTranslations('control.delivery')
  return (
    <div className="flex flex-col gap-3 p-4 text-sm">
      <p className="font-medium">{t('after', { reaction: String(row.reaction), event: String(row.type) })}</p>
      <p className="text-muted">{t('attempt', { count: Number(row.attempts) })}</p>
      <code className="whitespace-pre-wrap break-words rounded-md bg-hover p-2 font-mono text-xs">
        {String(row.error)}
      </code>
    </div>
  )
}
