'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import { DocumentPage } from '@/components/document/document-page'
import { type LineColumn, LineTable } from '@/components/document/line-table'
import { DateText, Money, Quantity, UnitPrice } from '@/components/format'
import { useFrame } from '@/components/shell'
import type { stockRevaluationView } from '@/server/contracts/inventory/document-views'
import { stockRevaluationMachine } from '@/server/contracts/inventory/documents'
import { plain, sum } from '@/server/kernel/money'
import { CancelDialog } from '../draft/dialogs'
import { stockItemColumn } from '../item-cell'
import { Loaded } from '../page'
import { documentTones } from '../tones'
import { useRun } from '../use-run'

type View = z.output<typeof stockRevaluationView>

export function RevaluationPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.stockRevaluation.get.queryOptions({ id }))
  return <Loaded query={query}>{(doc) => <Shown doc={doc} />}</Loaded>
}

function Shown({ doc }: { doc: View }) {
  const t = useTranslations('inventory')
  const kinds = useTranslations('common.document')
  const { id, version } = doc
  const api = useTRPCClient()
  const { run } = useRun()
  const [cancelling, setCancelling] = useState(false)
  const total = plain(sum(doc.lines.map((l) => l.difference ?? '0')))
  const cancel = async () => {
    if ((await run(() => api.inventory.stockRevaluation.cancel.mutate({ id, version }))) !== null) setCancelling(false)
  }
  return (
    <DocumentPage
      kind={kinds('stock_revaluation')}
      number={doc.number}
      machine={stockRevaluationMachine}
      state={doc.status}
      stateLabel={t(`revaluationStatus.${doc.status}`)}
      tone={documentTones[doc.status] ?? 'draft'}
      actions={useActions(doc, () => setCancelling(true))}
      facts={[
        { label: t('doc.postingDate'), value: <DateText value={doc.postingDate} /> },
        { label: t('doc.reason'), value: doc.reason },
        { label: t('doc.createdBy'), value: doc.createdByName ?? '–' },
        ...(doc.status === 'posted'
          ? [
              {
                label: t('revaluation.totalDifference'),
                value: <Money value={total} currency={doc.currency} />,
                strong: true,
              },
            ]
          : []),
      ]}
      aside={<DocumentAside document="stock_revaluation" documentId={id} />}
    >
      {doc.note ? <p className="mb-3 text-sm whitespace-pre-line text-muted">{doc.note}</p> : null}
      <Lines doc={doc} />
      <CancelDialog open={cancelling} onOpenChange={setCancelling} onConfirm={cancel} />
    </DocumentPage>
  )
}

function useActions({ id, version, status }: View, onCancel: () => void): DocumentAction[] {
  const t = useTranslations('inventory.doc')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const refused = (permission: string) => {
    const why = refusal(`inventory.stock_revaluation.${permission}`)
    return why ? { refused: why } : {}
  }
  const edit: DocumentAction = {
    name: 'edit',
    label: t('edit'),
    shortcut: 'e',
    onRun: () => router.push(href(`inventory/revaluations/${id}/edit`)),
    ...refused('create'),
  }
  return [
    {
      name: 'post',
      label: t('post'),
      weight: 2,
      shortcut: 's',
      onRun: () => run(() => api.inventory.stockRevaluation.post.mutate({ id, version })),
      ...refused('post'),
    },
    ...(status === 'draft' ? [edit] : []),
    { name: 'cancel', label: t('cancel'), tone: 'danger', onRun: onCancel, ...refused('create') },
  ]
}

function Lines({ doc }: { doc: View }) {
  const t = useTranslations('inventory')
  const draft = doc.status === 'draft'
  const before: readonly LineColumn<View['lines'][number]>[] = [
    {
      key: 'onHand',
      title: t('revaluation.onHand'),
      numeric: true,
      cell: (line) => <Quantity value={line.onHand} unit={line.unit} />,
    },
    {
      key: 'currentCost',
      title: t('revaluation.currentCost'),
      numeric: true,
      cell: (line) => <UnitPrice value={line.currentCost} currency={doc.currency} />,
    },
  ]
  const after: LineColumn<View['lines'][number]> = {
    key: 'difference',
    title: t('revaluation.difference'),
    numeric: true,
    cell: (line) => <Money bare value={line.difference} currency={doc.currency} />,
  }
  return (
    <LineTable
      label={t('doc.lines')}
      lines={doc.lines}
      columns={[
        stockItemColumn(t('doc.item')),
        ...(draft ? before : []),
        {
          key: 'newCost',
          title: `${t('revaluation.newCost')} (${doc.currency})`,
          numeric: true,
          cell: (line) => <UnitPrice value={line.unitCost} currency={doc.currency} />,
        },
        ...(draft ? [] : [after]),
      ]}
    />
  )
}
