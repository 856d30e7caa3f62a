'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import { Loaded } from '@/components/document/parts'
import { UnsavedGuard } from '@/components/form/unsaved'
import { DateText, Money } from '@/components/format'
import { DocumentPageSkeleton, useFrame } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { type SupplierQuotationState, supplierQuotationMachine } from '@/server/contracts/procurement/machines'
import { BuyingAside } from '../document-aside'
import { quotationTones } from '../tones'
import { asChoice, useCompany, useKnownSuppliers } from '../use-buying'
import { QuotationHeader } from './quotation-header'
import {
  answerTo,
  blankValues,
  draftOf,
  emptyQuotation,
  type QuotationDocument,
  type QuotationDraft,
} from './quotation-model'
import { useQuotationActions, useQuotationColumns, useQuotationDraft } from './use-quotation'

const newId = () => crypto.randomUUID()

/** A supplier's offer. */
export function QuotationPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const quotation = useQuery(trpc.procurement.supplierQuotation.get.queryOptions({ id }))
  return <Loaded query={quotation}>{(q) => <KnownQuotation quotation={q} />}</Loaded>
}

function KnownQuotation({ quotation: q }: { quotation: QuotationDocument }) {
  const supplier = asChoice({
    id: q.supplierId,
    partyId: '',
    code: '',
    name: q.supplierName,
    currency: q.currency,
    paymentTermId: q.paymentTermId,
    warehouseId: null,
    leadTimeDays: 0,
    block: 'none',
  })
  return <QuotationEditor key={`${q.id}-${q.version}`} document={q} initial={draftOf(q, supplier)} />
}

/** An offer to enter: empty, or the answer of a supplier to a request. */
export function NewQuotation({
  firstLineId,
  rfqId,
  supplierId,
}: {
  firstLineId: string
  rfqId?: string
  supplierId?: string
}) {
  const trpc = useTRPC()
  const { today } = useCompany()
  const suppliers = useKnownSuppliers(supplierId ? [supplierId] : [])
  const request = useQuery(
    trpc.procurement.requestForQuotation.get.queryOptions(
      { id: rfqId ?? '' },
      { enabled: rfqId !== undefined, retry: false },
    ),
  )
  if ((supplierId && suppliers.isPending) || (rfqId && request.isPending)) return <DocumentPageSkeleton />
  const known = suppliers.data?.[0]
  const supplier = known ? asChoice(known) : null
  const blank = emptyQuotation(today, firstLineId)
  const initial = request.data
    ? answerTo(request.data, supplier, blank)
    : { ...blank, supplier, paymentTermId: supplier?.paymentTermId ?? null }
  return <QuotationEditor document={null} initial={initial} />
}

function QuotationEditor({ document, initial }: { document: QuotationDocument | null; initial: QuotationDraft }) {
  const t = useTranslations('buying.quotation')
  const words = useTranslations()
  const { href } = useFrame()
  const quotation = useQuotationDraft(document, initial)
  const [question, setQuestion] = useState<Question | null>(null)
  const { draft, editable, dirty } = quotation
  const answers = draft.rfqId !== null
  const columns = useQuotationColumns(document, answers)
  const state = (document?.status as SupplierQuotationState | undefined) ?? 'draft'
  const actions = useQuotationActions({ document, save: quotation.save, dirty, editable, ask: setQuestion })
  return (
    <DocumentPage
      kind={words('common.document.supplier_quotation')}
      number={document?.number ?? null}
      stateLabel={words(`procurement.supplier_quotation.states.${state}`)}
      tone={quotationTones[state] ?? 'draft'}
      machine={supplierQuotationMachine}
      state={state}
      actions={actions}
      {...(document && {
        party: { name: document.supplierName, href: href(`procurement/suppliers/${document.supplierId}`) },
        aside: <BuyingAside document="supplier_quotation" id={document.id} related={document.related} />,
      })}
      facts={
        document
          ? [
              { label: t('documentDate'), value: <DateText value={document.documentDate} /> },
              { label: t('validUntil'), value: <DateText value={document.validUntil} /> },
              { label: t('net'), value: <Money value={document.net} currency={document.currency} />, strong: true },
            ]
          : []
      }
      notices={document?.reason ? <Notice tone="draft">{t('because', { reason: document.reason })}</Notice> : null}
    >
      <QuotationHeader
        draft={draft}
        onChange={quotation.change}
        locked={!editable}
        fixedSupplier={document !== null || answers}
        errors={quotation.headErrors}
      />
      <LineGrid
        label={t('lines')}
        columns={columns}
        lines={draft.lines}
        onChange={(lines) => quotation.change({ lines })}
        newId={newId}
        blank={blankValues}
        refused={editable ? null : t('locked')}
        maxLines={500}
        errors={quotation.lineErrors}
      />
      <UnsavedGuard dirty={editable && dirty} />
      <AskDialog question={question} onClose={() => setQuestion(null)} />
    </DocumentPage>
  )
}
