'use client'
import { useQueries, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import { Loaded } from '@/components/document/parts'
import { PrintDocument } from '@/components/document/print-document'
import { DateBox, NoteBox, SelectBox, TextBox } from '@/components/form/boxes'
import { UnsavedGuard } from '@/components/form/unsaved'
import { DateText } from '@/components/format'
import { DocumentPageSkeleton } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { type RequestForQuotationState, requestForQuotationMachine } from '@/server/contracts/procurement/machines'
import { BuyingAside } from '../document-aside'
import { requestTones } from '../tones'
import { useBuyingMasters, useCompany } from '../use-buying'
import { Comparison } from './comparison'
import {
  blankValues,
  draftOf,
  emptyRequest,
  type RequestDocument,
  type RequestDraft,
  requestFrom,
} from './request-model'
import { AskedSuppliers, SupplierChips } from './request-suppliers'
import { useRequestActions, useRequestColumns, useRequestDraft } from './use-request'

const newId = () => crypto.randomUUID()

/** A request for quotation: what is asked of whom, what came back, and who gets what. */
export function RequestPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const request = useQuery(trpc.procurement.requestForQuotation.get.queryOptions({ id }))
  return (
    <Loaded query={request}>
      {(r) => <RequestEditor key={`${r.id}-${r.version}`} document={r} initial={draftOf(r)} />}
    </Loaded>
  )
}

/** An empty request, or one for what is open of requisitions. */
export function NewRequest({
  firstLineId,
  requisitionIds,
}: {
  firstLineId: string
  requisitionIds: readonly string[]
}) {
  const trpc = useTRPC()
  const { today } = useCompany()
  const found = useQueries({
    queries: requisitionIds.map((id) => trpc.procurement.requisition.get.queryOptions({ id }, { retry: false })),
  })
  if (found.some((q) => q.isPending)) return <DocumentPageSkeleton />
  const requisitions = found.flatMap((q) => q.data ?? [])
  return (
    <RequestEditor
      document={null}
      initial={requestFrom(requisitions, emptyRequest(today, firstLineId))}
      fromNeeds={requisitions.length > 0}
    />
  )
}

function RequestEditor({
  document,
  initial,
  fromNeeds = false,
}: {
  document: RequestDocument | null
  initial: RequestDraft
  fromNeeds?: boolean
}) {
  const t = useTranslations('buying.rfq')
  const words = useTranslations()
  const request = useRequestDraft(document, initial, fromNeeds)
  const [question, setQuestion] = useState<Question | null>(null)
  const [printing, setPrinting] = useState(false)
  const columns = useRequestColumns()
  const { draft, editable, dirty } = request
  const state = (document?.status as RequestForQuotationState | undefined) ?? 'draft'
  const actions = useRequestActions({
    document,
    save: request.save,
    dirty,
    editable,
    ask: setQuestion,
    print: () => setPrinting(true),
  })
  return (
    <DocumentPage
      kind={words('common.document.request_for_quotation')}
      number={document?.number ?? null}
      stateLabel={words(`procurement.request_for_quotation.states.${state}`)}
      tone={requestTones[state] ?? 'draft'}
      machine={requestForQuotationMachine}
      state={state}
      actions={actions}
      {...(document && {
        aside: <BuyingAside document="request_for_quotation" id={document.id} related={document.related} />,
      })}
      facts={
        document
          ? [
              ...(document.title ? [{ label: t('titleOf'), value: document.title }] : []),
              { label: t('documentDate'), value: <DateText value={document.documentDate} /> },
              { label: t('dueDate'), value: <DateText value={document.dueDate} /> },
              {
                label: t('offers'),
                value: t('offersOf', {
                  count: document.suppliers.filter((s) => s.quotationId).length,
                  of: document.suppliers.length,
                }),
                strong: true,
              },
            ]
          : []
      }
      notices={document?.reason ? <Notice tone="draft">{t('because', { reason: document.reason })}</Notice> : null}
    >
      <div className="flex flex-col gap-5">
        {document && !editable ? <Comparison request={document} /> : null}
        {document && !editable ? <AskedSuppliers request={document} ask={setQuestion} /> : null}
        <div>
          <RequestHeader draft={draft} onChange={request.change} locked={!editable} errors={request.headErrors} />
          {editable ? (
            <SupplierChips
              suppliers={draft.suppliers}
              onChange={(suppliers) => request.change({ suppliers })}
              error={request.headErrors.supplierIds}
            />
          ) : null}
          <LineGrid
            label={t('lines')}
            columns={columns}
            lines={draft.lines}
            onChange={(lines) => request.change({ lines })}
            newId={newId}
            blank={blankValues}
            refused={editable ? null : t('locked')}
            maxLines={500}
            errors={request.lineErrors}
          />
        </div>
      </div>
      <UnsavedGuard dirty={editable && dirty} />
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {document ? (
        <PrintDocument
          document="request_for_quotation"
          id={document.id}
          number={document.number}
          open={printing}
          onOpenChange={setPrinting}
        />
      ) : null}
    </DocumentPage>
  )
}

function RequestHeader({
  draft,
  onChange,
  locked,
  errors,
}: {
  draft: RequestDraft
  onChange: (change: Partial<RequestDraft>) => void
  locked: boolean
  errors: Readonly<Record<string, string>>
}) {
  const t = useTranslations('buying.rfq')
  const { warehouses } = useBuyingMasters()
  return (
    <section aria-label={t('head')} className="mb-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 2xl:grid-cols-6">
      <TextBox
        className="col-span-2"
        label={t('titleOf')}
        value={draft.title}
        onChange={(title) => onChange({ title })}
        locked={locked}
        maxLength={200}
        error={errors.title}
      />
      <DateBox
        label={t('documentDate')}
        value={draft.documentDate}
        onChange={(documentDate) => onChange({ documentDate })}
        locked={locked}
        error={errors.documentDate}
      />
      <DateBox
        label={t('dueDate')}
        value={draft.dueDate}
        onChange={(dueDate) => onChange({ dueDate })}
        locked={locked}
        error={errors.dueDate}
      />
      <DateBox
        label={t('neededOn')}
        value={draft.neededOn}
        onChange={(neededOn) => onChange({ neededOn })}
        locked={locked}
        error={errors.neededOn}
      />
      <SelectBox
        label={t('warehouse')}
        options={warehouses}
        value={draft.warehouseId}
        onChange={(warehouseId) => onChange({ warehouseId })}
        locked={locked}
        error={errors.warehouseId}
      />
      <NoteBox
        className="col-span-full"
        rows={1}
        label={t('note')}
        value={draft.note}
        onChange={(note) => onChange({ note })}
        locked={locked}
      />
    </section>
  )
}
