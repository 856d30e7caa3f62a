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
import { usePrint } from '@/components/document/print-document'
import { DateText, Money, Quantity, UnitPrice } from '@/components/format'
import { useFrame } from '@/components/shell'
import type { stockAdjustmentView } from '@/server/contracts/inventory/document-views'
import { stockAdjustmentMachine } from '@/server/contracts/inventory/documents'
import { CancelDialog, ReverseDialog } from '../draft/dialogs'
import { stockItemColumn } from '../item-cell'
import { Loaded } from '../page'
import { documentTones } from '../tones'
import { useRun } from '../use-run'

type View = z.output<typeof stockAdjustmentView>

export function AdjustmentPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.stockAdjustment.get.queryOptions({ id }))
  return <Loaded query={query}>{(doc) => <Shown doc={doc} />}</Loaded>
}

function Shown({ doc }: { doc: View }) {
  const t = useTranslations('inventory')
  const kinds = useTranslations('common.document')
  const { id, version } = doc
  const api = useTRPCClient()
  const { run } = useRun()
  const [asked, setAsked] = useState<'cancel' | 'reverse' | null>(null)
  const actions = useActions(doc, setAsked)
  const print = usePrint('stock_adjustment', doc)
  const close = (open: boolean) => setAsked(open ? asked : null)
  const finish = async (work: () => Promise<unknown>) => {
    if ((await run(work)) !== null) setAsked(null)
  }
  return (
    <DocumentPage
      kind={kinds('stock_adjustment')}
      number={doc.number}
      machine={stockAdjustmentMachine}
      state={doc.status}
      stateLabel={t(`adjustmentStatus.${doc.status}`)}
      tone={documentTones[doc.status] ?? 'draft'}
      actions={[...actions, print.action]}
      facts={[
        { label: t('adjustment.kindOf'), value: t(`adjustmentKind.${doc.kind}`) },
        { label: t('warehouse'), value: doc.warehouse },
        { label: t('doc.postingDate'), value: <DateText value={doc.postingDate} /> },
        { label: t('doc.createdBy'), value: doc.createdByName ?? '–' },
        ...(doc.value
          ? [{ label: t('doc.value'), value: <Money value={doc.value} currency={doc.currency} />, strong: true }]
          : []),
      ]}
      aside={<DocumentAside document="stock_adjustment" documentId={id} />}
    >
      <p className="mb-3 text-sm">
        <span className="text-muted">{t('doc.reason')}:</span> {doc.reason}
      </p>
      {doc.note ? <p className="mb-3 text-sm whitespace-pre-line text-muted">{doc.note}</p> : null}
      <Lines doc={doc} />
      {print.preview}
      <CancelDialog
        open={asked === 'cancel'}
        onOpenChange={close}
        onConfirm={() => finish(() => api.inventory.stockAdjustment.cancel.mutate({ id, version }))}
      />
      <ReverseDialog
        open={asked === 'reverse'}
        onOpenChange={close}
        earliest={doc.postingDate}
        onConfirm={(postingDate) =>
          finish(() => api.inventory.stockAdjustment.reverse.mutate({ id, version, postingDate }))
        }
      />
    </DocumentPage>
  )
}

function useActions({ id, version, status }: View, ask: (what: 'cancel' | 'reverse') => void): DocumentAction[] {
  const t = useTranslations('inventory.doc')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const refused = (permission: string) => {
    const why = refusal(`inventory.stock_adjustment.${permission}`)
    return why ? { refused: why } : {}
  }
  const edit: DocumentAction = {
    name: 'edit',
    label: t('edit'),
    shortcut: 'e',
    onRun: () => router.push(href(`inventory/adjustments/${id}/edit`)),
    ...refused('create'),
  }
  return [
    {
      name: 'post',
      label: t('post'),
      weight: 2,
      shortcut: 's',
      onRun: () => run(() => api.inventory.stockAdjustment.post.mutate({ id, version })),
      ...refused('post'),
    },
    ...(status === 'draft' ? [edit] : []),
    { name: 'reverse', label: t('reverse'), tone: 'danger', onRun: () => ask('reverse'), ...refused('reverse') },
    { name: 'cancel', label: t('cancel'), tone: 'danger', onRun: () => ask('cancel'), ...refused('create') },
  ]
}

function Lines({ doc }: { doc: View }) {
  const t = useTranslations('inventory')
  const valued = doc.lines.some((l) => l.value !== null)
  const value: LineColumn<View['lines'][number]> = {
    key: 'value',
    title: `${t('doc.value')} (${doc.currency})`,
    numeric: true,
    cell: (line) => <Money bare value={line.value} currency={doc.currency} />,
  }
  return (
    <LineTable
      label={t('doc.lines')}
      lines={doc.lines}
      columns={[
        stockItemColumn(t('doc.item')),
        { key: 'bin', title: t('bin'), cell: (line) => line.bin ?? '–' },
        { key: 'lot', title: t('lot'), cell: (line) => line.lot ?? '–' },
        {
          key: 'quantity',
          title: t('quantity'),
          numeric: true,
          cell: (line) => <Quantity value={line.quantity} unit={line.unitCode} />,
        },
        {
          key: 'unitCost',
          title: t('doc.unitCost'),
          numeric: true,
          cell: (line) => <UnitPrice value={line.unitCost} currency={doc.currency} />,
        },
        ...(valued ? [value] : []),
      ]}
    />
  )
}
