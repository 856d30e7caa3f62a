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
import type { ChainStep } from '@/components/document/progress-chain'
import { DateText, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { AlertDialog } from '@/components/ui/alert-dialog'
import type { stockTransferView } from '@/server/contracts/inventory/document-views'
import { stockTransferMachine } from '@/server/contracts/inventory/documents'
import { dec, plain, sum } from '@/server/kernel/money'
import { CancelDialog } from '../draft/dialogs'
import { stockItemColumn } from '../item-cell'
import { Loaded } from '../page'
import { transferTones } from '../tones'
import { useRun } from '../use-run'
import { CloseDialog } from './close-dialog'
import { ReceiveDialog } from './receive-dialog'

type View = z.output<typeof stockTransferView>
type Asked = 'receive' | 'close' | 'recall' | 'cancel' | null

export function TransferPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.stockTransfer.get.queryOptions({ id }))
  return <Loaded query={query}>{(doc) => <Shown doc={doc} />}</Loaded>
}

function Shown({ doc }: { doc: View }) {
  const t = useTranslations('inventory')
  const kinds = useTranslations('common.document')
  const [asked, setAsked] = useState<Asked>(null)
  const print = usePrint('stock_transfer', doc)
  const actions = useActions(doc, setAsked)
  return (
    <DocumentPage
      kind={kinds('stock_transfer')}
      number={doc.number}
      machine={stockTransferMachine}
      state={doc.status}
      stateLabel={t(`transferStatus.${arrived(doc) ? 'arrived' : doc.status}`)}
      tone={transferTones[doc.status] ?? 'draft'}
      actions={[...actions, print.action]}
      facts={[
        { label: t('transfer.from'), value: doc.fromWarehouse },
        { label: t('transfer.to'), value: doc.toWarehouse },
        { label: t('doc.postingDate'), value: <DateText value={doc.postingDate} /> },
        { label: t('transfer.expected'), value: <DateText value={doc.expectedDate} /> },
        { label: t('doc.createdBy'), value: doc.createdByName ?? '–' },
      ]}
      chain={useChain(doc)}
      aside={<DocumentAside document="stock_transfer" documentId={doc.id} />}
    >
      {doc.note ? <p className="mb-3 text-sm whitespace-pre-line text-muted">{doc.note}</p> : null}
      <Lines doc={doc} />
      <Questions doc={doc} asked={asked} setAsked={setAsked} />
      {print.preview}
    </DocumentPage>
  )
}

/** Everything is there, but the transfer was not closed yet. */
const arrived = (doc: View) => doc.status === 'received' && doc.lines.every((l) => dec(l.open).isZero())

/** Shipped and received, as shares of what the transfer is about. */
function useChain(doc: View): ChainStep[] {
  const t = useTranslations('inventory.transfer')
  if (doc.status === 'draft' || doc.status === 'cancelled') return []
  const all = plain(sum(doc.lines.map((l) => l.stockQuantity)))
  const received = plain(sum(doc.lines.map((l) => l.received)))
  return [
    { name: 'shipped', label: t('chainShipped'), done: all, of: all },
    { name: 'received', label: t('chainReceived'), done: received, of: all },
  ]
}

function useActions(doc: View, ask: (what: Asked) => void): DocumentAction[] {
  const { id, version, status } = doc
  const t = useTranslations('inventory.transfer')
  const words = useTranslations('inventory.doc')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const refused = (permission: string) => {
    const why = refusal(`inventory.stock_transfer.${permission}`)
    return why ? { refused: why } : {}
  }
  const edit: DocumentAction = {
    name: 'edit',
    label: words('edit'),
    shortcut: 'e',
    onRun: () => router.push(href(`inventory/transfers/${id}/edit`)),
    ...refused('create'),
  }
  return [
    {
      name: 'ship',
      label: t('ship'),
      weight: 3,
      shortcut: 's',
      onRun: () => run(() => api.inventory.stockTransfer.ship.mutate({ id, version })),
      ...refused('ship'),
    },
    {
      name: 'receive',
      label: t('receive'),
      weight: 2,
      shortcut: 'r',
      onRun: () => ask('receive'),
      ...(arrived(doc) && { refused: t('nothingOpen') }),
      ...refused('receive'),
    },
    {
      name: 'close',
      label: t('close'),
      weight: arrived(doc) ? 3 : 0,
      onRun: () => ask('close'),
      ...refused('receive'),
    },
    ...(status === 'draft' ? [edit] : []),
    { name: 'recall', label: t('recall'), tone: 'danger', onRun: () => ask('recall'), ...refused('ship') },
    { name: 'cancel', label: words('cancel'), tone: 'danger', onRun: () => ask('cancel'), ...refused('create') },
  ]
}

/** What is asked before a step that needs an answer. */
function Questions({ doc, asked, setAsked }: { doc: View; asked: Asked; setAsked: (asked: Asked) => void }) {
  const t = useTranslations('inventory.transfer')
  const words = useTranslations('inventory.doc')
  const api = useTRPCClient()
  const { run } = useRun()
  const [busy, setBusy] = useState(false)
  const { id, version } = doc
  const onOpenChange = (open: boolean) => {
    if (!open) setAsked(null)
  }
  const finish = async (work: () => Promise<unknown>) => {
    setBusy(true)
    if ((await run(work)) !== null) setAsked(null)
    setBusy(false)
  }
  return (
    <>
      {asked === 'receive' ? <ReceiveDialog doc={doc} onClose={() => setAsked(null)} /> : null}
      <CloseDialog
        open={asked === 'close'}
        count={doc.lines.filter((l) => dec(l.open).greaterThan(0)).length}
        earliest={doc.postingDate}
        busy={busy}
        onOpenChange={onOpenChange}
        onConfirm={(postingDate, shortage) =>
          finish(() => api.inventory.stockTransfer.close.mutate({ id, version, postingDate, shortage }))
        }
      />
      <AlertDialog
        open={asked === 'recall'}
        onOpenChange={onOpenChange}
        danger
        busy={busy}
        title={t('recallTitle')}
        description={t('recallText')}
        confirmLabel={t('recall')}
        cancelLabel={words('keep')}
        onConfirm={() => finish(() => api.inventory.stockTransfer.recall.mutate({ id, version }))}
      />
      <CancelDialog
        open={asked === 'cancel'}
        onOpenChange={onOpenChange}
        busy={busy}
        onConfirm={() => finish(() => api.inventory.stockTransfer.cancel.mutate({ id, version }))}
      />
    </>
  )
}

function Lines({ doc }: { doc: View }) {
  const t = useTranslations('inventory')
  const moving = doc.status !== 'draft' && doc.status !== 'cancelled'
  const moved = (key: 'received' | 'open'): LineColumn<View['lines'][number]> => ({
    key,
    title: t(`transfer.${key}`),
    numeric: true,
    cell: (line) => <Quantity value={line[key]} unit={line.unit} />,
  })
  return (
    <LineTable
      label={t('doc.lines')}
      lines={doc.lines}
      columns={[
        stockItemColumn(t('doc.item')),
        { key: 'bin', title: t('bin'), cell: (line) => line.fromBin ?? '–' },
        { key: 'lot', title: t('lot'), cell: (line) => line.lot ?? '–' },
        {
          key: 'quantity',
          title: t('quantity'),
          numeric: true,
          cell: (line) => <Quantity value={line.quantity} unit={line.unitCode} />,
        },
        ...(moving ? [moved('received'), moved('open')] : []),
      ]}
    />
  )
}
