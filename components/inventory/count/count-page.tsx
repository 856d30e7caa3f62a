'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { DocumentPage } from '@/components/document/document-page'
import { usePrint } from '@/components/document/print-document'
import { DateText, Money } from '@/components/format'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Notice } from '@/components/ui/notice'
import { stockCountMachine } from '@/server/contracts/inventory/documents'
import { plain, sum } from '@/server/kernel/money'
import { CancelDialog } from '../draft/dialogs'
import { Loaded } from '../page'
import { countTones } from '../tones'
import { useRun } from '../use-run'
import { CountSheet } from './count-sheet'
import type { CountView } from './match'
import { StartDialog } from './start-dialog'
import { type Asked, useCountActions } from './use-count-actions'

/** A count: its sheet while it is counted, its variances and their value when it is reviewed. */
export function CountPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.inventory.stockCount.get.queryOptions({ id }))
  return <Loaded query={query}>{(doc) => <Shown doc={doc} />}</Loaded>
}

function Shown({ doc }: { doc: CountView }) {
  const t = useTranslations('inventory')
  const kinds = useTranslations('common.document')
  const [asked, setAsked] = useState<Asked>(null)
  const actions = useCountActions(doc, setAsked)
  const print = usePrint('stock_count', doc)
  const done = doc.lines.filter((l) => l.counted !== null).length
  const total = !doc.valued ? null : plain(sum(doc.lines.map((l) => l.varianceValue ?? '0')))
  const own = doc.status === 'review' && doc.lines.some((l) => l.overTolerance && l.countedByMe)
  return (
    <DocumentPage
      kind={kinds('stock_count')}
      number={doc.number}
      machine={stockCountMachine}
      state={doc.status}
      stateLabel={t(`countStatus.${doc.status}`)}
      tone={countTones[doc.status] ?? 'draft'}
      actions={[...actions, print.action]}
      facts={[
        { label: t('warehouse'), value: doc.warehouse },
        { label: t('doc.postingDate'), value: <DateText value={doc.postingDate} /> },
        { label: t('doc.createdBy'), value: doc.createdByName ?? '–' },
        { label: t('count.counted'), value: t('count.progress', { done, all: doc.lines.length }) },
        ...(total === null || done === 0
          ? []
          : [
              {
                label: t('count.totalVariance'),
                value: <Money value={total} currency={doc.currency} />,
                strong: true,
              },
            ]),
      ]}
      notices={
        <>
          {doc.hidden && doc.status !== 'draft' ? <Notice tone="progress">{t('count.hiddenBooks')}</Notice> : null}
          {own ? <Notice tone="attention">{t('count.needsOther')}</Notice> : null}
        </>
      }
      aside={<DocumentAside document="stock_count" documentId={doc.id} />}
    >
      {doc.note ? <p className="mb-3 text-sm whitespace-pre-line text-muted">{doc.note}</p> : null}
      <CountSheet doc={doc} />
      <Questions doc={doc} asked={asked} setAsked={setAsked} />
      {print.preview}
    </DocumentPage>
  )
}

function Questions({ doc, asked, setAsked }: { doc: CountView; asked: Asked; setAsked: (asked: Asked) => void }) {
  const t = useTranslations('inventory.count')
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
      {asked === 'start' ? <StartDialog doc={doc} onClose={() => setAsked(null)} /> : null}
      <AlertDialog
        open={asked === 'submit'}
        onOpenChange={onOpenChange}
        busy={busy}
        title={t('submitTitle')}
        description={t('submitText', { count: doc.lines.filter((l) => l.counted === null).length })}
        confirmLabel={t('submit')}
        cancelLabel={words('keep')}
        onConfirm={() => finish(() => api.inventory.stockCount.submit.mutate({ id, version }))}
      />
      <CancelDialog
        open={asked === 'cancel'}
        onOpenChange={onOpenChange}
        busy={busy}
        onConfirm={() => finish(() => api.inventory.stockCount.cancel.mutate({ id, version }))}
      />
    </>
  )
}
