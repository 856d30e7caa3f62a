'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { OverrideDialog, useFindings } from '@/components/api/findings'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { Finding } from '@/components/document/findings'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import { Loaded } from '@/components/document/parts'
import { PrintDocument } from '@/components/document/print-document'
import { UnsavedGuard } from '@/components/form/unsaved'
import { DateText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { type PurchaseRequisitionState, purchaseRequisitionMachine } from '@/server/contracts/procurement/machines'
import { dec, plain, sum } from '@/server/kernel/money'
import { BuyingAside } from '../document-aside'
import { placeOf, requisitionTones } from '../tones'
import { useCompany } from '../use-buying'
import { RequisitionHeader } from './requisition-header'
import {
  blankValues,
  draftOf,
  emptyRequisition,
  type RequisitionDocument,
  type RequisitionDraft,
} from './requisition-model'
import { useRequisitionColumns, useRequisitionDraft } from './use-requisition'
import { useRequisitionActions } from './use-requisition-actions'

const newId = () => crypto.randomUUID()

/** A need until it is ordered. */
export function RequisitionPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const requisition = useQuery(trpc.procurement.requisition.get.queryOptions({ id }))
  return (
    <Loaded query={requisition}>
      {(r) => <RequisitionEditor key={`${r.id}-${r.version}`} document={r} initial={draftOf(r)} />}
    </Loaded>
  )
}

export function NewRequisition({ firstLineId }: { firstLineId: string }) {
  const { today } = useCompany()
  return <RequisitionEditor document={null} initial={emptyRequisition(today, firstLineId)} />
}

function RequisitionEditor({ document, initial }: { document: RequisitionDocument | null; initial: RequisitionDraft }) {
  const t = useTranslations('buying.requisition')
  const words = useTranslations()
  const { currency } = useCompany()
  const requisition = useRequisitionDraft(document, initial)
  const [overriding, setOverriding] = useState<string | null>(null)
  const [question, setQuestion] = useState<Question | null>(null)
  const [printing, setPrinting] = useState(false)
  const findings = useFindings('purchase_requisition', document?.id ?? null, setOverriding)
  const { draft, editable, dirty } = requisition
  const state = (document?.status as PurchaseRequisitionState | undefined) ?? 'draft'
  const committed = state === 'approved' || state === 'closed'
  const columns = useRequisitionColumns(document, draft, committed)
  const chain = useRequisitionChain(document)
  const actions = useRequisitionActions({
    document,
    save: requisition.save,
    dirty,
    editable,
    ask: setQuestion,
    print: () => setPrinting(true),
    onRefused: requisition.onRefused,
  })
  return (
    <DocumentPage
      kind={words('common.document.purchase_requisition')}
      number={document?.number ?? null}
      stateLabel={words(`procurement.purchase_requisition.states.${state}`)}
      tone={requisitionTones[state] ?? 'draft'}
      machine={purchaseRequisitionMachine}
      state={state}
      actions={actions}
      {...(document && {
        aside: <BuyingAside document="purchase_requisition" id={document.id} related={document.related} />,
      })}
      facts={
        document
          ? [
              ...(document.requesterName ? [{ label: t('requester'), value: document.requesterName }] : []),
              { label: t('documentDate'), value: <DateText value={document.documentDate} /> },
              { label: t('neededOn'), value: <DateText value={document.neededOn} /> },
              { label: t('origin'), value: words(`procurement.purchase_requisition.origins.${document.origin}`) },
              {
                label: t('total'),
                value: <Money value={document.baseNet} currency={document.baseCurrency ?? currency} />,
                strong: true,
              },
            ]
          : []
      }
      {...(committed && { chain })}
      notices={
        <>
          {document?.reason ? <Notice tone="draft">{t('because', { reason: document.reason })}</Notice> : null}
          {requisition.problem ? <Notice tone="blocked">{requisition.problem}</Notice> : null}
          {findings.whole.map((f) => (
            <Finding key={f.id} finding={f} className="rounded-md border px-3 py-2" />
          ))}
        </>
      }
    >
      <RequisitionHeader
        draft={draft}
        onChange={requisition.change}
        locked={!editable}
        errors={requisition.headErrors}
      />
      <LineGrid
        label={t('lines')}
        columns={columns}
        lines={draft.lines}
        onChange={(lines) => requisition.change({ lines })}
        newId={newId}
        blank={blankValues}
        refused={editable ? null : t('locked')}
        maxLines={500}
        errors={requisition.lineErrors}
        findings={findings.byLine}
      />
      <UnsavedGuard dirty={editable && dirty} />
      <OverrideDialog findingId={overriding} onClose={() => setOverriding(null)} />
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {document ? (
        <PrintDocument
          document="purchase_requisition"
          id={document.id}
          number={document.number}
          open={printing}
          onOpenChange={setPrinting}
        />
      ) : null}
    </DocumentPage>
  )
}

/** Asked for, and how much of it is ordered. */
function useRequisitionChain(document: RequisitionDocument | null) {
  const t = useTranslations('buying.order.chain')
  const { href } = useFrame()
  if (!document) return []
  const of = plain(sum(document.lines.map((l) => l.stockQuantity)))
  const ordered = sum(
    document.lines.map((l) =>
      dec(l.orderedQuantity).greaterThan(l.stockQuantity) ? l.stockQuantity : l.orderedQuantity,
    ),
  )
  const last = document.related.filter((r) => r.document === 'purchase_order').at(-1)
  return [
    { name: 'requested', label: t('requested'), done: of, of },
    {
      name: 'ordered',
      label: t('ordered'),
      done: plain(ordered),
      of,
      ...(last && { href: href(placeOf('purchase_order', last.id)) }),
    },
  ]
}
