'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { OverrideDialog, useFindings } from '@/components/api/findings'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { Finding } from '@/components/document/findings'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import { PrintDocument } from '@/components/document/print-document'
import { UnsavedGuard } from '@/components/form/unsaved'
import { DateText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { type PurchaseOrderState, purchaseOrderMachine } from '@/server/contracts/procurement/machines'
import { BuyingAside } from '../document-aside'
import { orderTones } from '../tones'
import { chainOf } from './order-chain'
import { OrderDialogs } from './order-dialogs'
import { OrderHeader, OrderTotals } from './order-header'
import { blankValues, type OrderDocument, type OrderDraft } from './order-model'
import { OrderRevisions } from './order-revisions'
import { type OrderDialog, useOrderActions } from './use-order-actions'
import { useOrderColumns } from './use-order-columns'
import { useOrderDraft } from './use-order-draft'

const COMMITTED: readonly string[] = ['approved', 'sent', 'confirmed', 'closed']
const newId = () => crypto.randomUUID()

/** One order on the screen: head, lines, totals, what rules and budgets say, and the buttons. */
export function OrderEditor({ document, initial }: { document: OrderDocument | null; initial: OrderDraft }) {
  const t = useTranslations('buying.order')
  const words = useTranslations()
  const { href } = useFrame()
  const order = useOrderDraft(document, initial)
  const [overriding, setOverriding] = useState<string | null>(null)
  const [question, setQuestion] = useState<Question | null>(null)
  const [dialog, setDialog] = useState<OrderDialog | null>(null)
  const [printing, setPrinting] = useState(false)
  const findings = useFindings('purchase_order', document?.id ?? null, setOverriding)
  const { draft, editable, dirty, currency } = order
  const committed = COMMITTED.includes(document?.status ?? 'draft')
  const columns = useOrderColumns({ draft, preview: order.preview, document, currency, committed })
  const state: PurchaseOrderState = (document?.status as PurchaseOrderState | undefined) ?? 'draft'
  const actions = useOrderActions({
    document,
    save: order.save,
    dirty,
    editable,
    ask: setQuestion,
    open: setDialog,
    print: () => setPrinting(true),
    onRefused: order.onRefused,
  })
  const head = {
    draft,
    onChange: order.change,
    locked: !editable,
    errors: order.headErrors,
    currency,
    isNew: !document,
  }
  return (
    <DocumentPage
      kind={
        draft.kind === 'standard'
          ? words('common.document.purchase_order')
          : words(`procurement.purchase_order.kinds.${draft.kind}`)
      }
      number={document?.number ?? null}
      stateLabel={words(`procurement.purchase_order.states.${state}`)}
      tone={orderTones[state] ?? 'draft'}
      machine={purchaseOrderMachine}
      state={state}
      actions={actions}
      {...(document && {
        party: { name: document.supplierName, href: href(`procurement/suppliers/${document.supplierId}`) },
        aside: (
          <BuyingAside document="purchase_order" id={document.id} related={document.related}>
            <OrderRevisions order={document} />
          </BuyingAside>
        ),
      })}
      facts={
        document
          ? [
              { label: t('documentDate'), value: <DateText value={document.documentDate} /> },
              { label: t('requestedDate'), value: <DateText value={document.requestedDate} /> },
              ...(document.requesterName ? [{ label: t('requester'), value: document.requesterName }] : []),
              ...(document.revision > 0 ? [{ label: t('revision'), value: document.revision }] : []),
              ...(document.kind === 'blanket' && document.validTo
                ? [{ label: t('validTo'), value: <DateText value={document.validTo} /> }]
                : []),
              {
                label: t('totals.gross'),
                value: <Money value={order.totals?.gross ?? document.gross} currency={currency} />,
                strong: true,
              },
            ]
          : []
      }
      {...(document && committed && { chain: chainOf(document, t, href) })}
      notices={
        <>
          {document?.reason ? <Notice tone="draft">{t('because', { reason: document.reason })}</Notice> : null}
          {order.problem ? <Notice tone="blocked">{order.problem}</Notice> : null}
          {findings.whole.map((f) => (
            <Finding key={f.id} finding={f} className="rounded-md border px-3 py-2" />
          ))}
        </>
      }
    >
      <OrderHeader {...head} />
      <LineGrid
        label={t('lines')}
        columns={columns}
        lines={draft.lines}
        onChange={(lines) => order.change({ lines })}
        newId={newId}
        blank={blankValues}
        refused={editable ? null : t('locked')}
        maxLines={1000}
        errors={order.lineErrors}
        findings={findings.byLine}
        totals={<OrderTotals {...head} totals={order.totals} waiting={order.waiting} />}
      />
      <UnsavedGuard dirty={editable && dirty} />
      <OverrideDialog findingId={overriding} onClose={() => setOverriding(null)} />
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {document ? (
        <>
          <OrderDialogs dialog={dialog} order={document} onClose={() => setDialog(null)} />
          <PrintDocument
            document="purchase_order"
            id={document.id}
            number={document.number}
            open={printing}
            onOpenChange={setPrinting}
          />
        </>
      ) : null}
    </DocumentPage>
  )
}
