'use client'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { OverrideDialog, useFindings } from '@/components/api/findings'
import { useRefusal } from '@/components/api/use-refusal'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { Finding } from '@/components/document/findings'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import { placeLineIssues, sayLineIssues } from '@/components/document/line-grid/place-issues'
import { PrintDocument } from '@/components/document/print-document'
import { useErrorText } from '@/components/error-text'
import type { ServerError } from '@/components/form/server-error'
import { UnsavedGuard } from '@/components/form/unsaved'
import { DateText, Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { type SalesOrderState, salesOrderMachine } from '@/server/contracts/sales/sales-order'
import { SalesAside } from '../document-aside'
import { orderTones } from '../tones'
import { useCompany, useRun } from '../use-sales'
import { KitComponents } from './kit-components'
import { chainOf } from './order-chain'
import { OrderHeader, OrderTotals, type TakeAddress } from './order-header'
import {
  addressInput as addressOf,
  blankValues,
  isPriceable,
  type OrderDocument,
  type OrderDraft,
  orderInput,
  writtenLines,
} from './order-model'
import { useOrderActions } from './use-order-actions'
import { useLineStock, useOrderColumns, useOrderPreview } from './use-order-lines'

interface Props {
  readonly document: OrderDocument | null
  readonly initial: OrderDraft
  readonly quotation: boolean
}

const newId = () => crypto.randomUUID()
const CHANGEABLE: readonly string[] = ['draft', 'quoted', 'blocked']

/** One order on the screen: head, lines, totals, what rules say, and the buttons. */
export function OrderEditor({ document, initial, quotation }: Props) {
  const t = useTranslations('sales.order')
  const words = useTranslations()
  const { href } = useFrame()
  const order = useOrderDraft(document, initial)
  const [overriding, setOverriding] = useState<string | null>(null)
  const [question, setQuestion] = useState<Question | null>(null)
  const [printing, setPrinting] = useState(false)
  const findings = useFindings('sales_order', document?.id ?? null, setOverriding)
  const { draft, editable, dirty, currency } = order
  const committed = document?.status === 'approved' || document?.status === 'closed'
  const stockOf = useLineStock(draft.lines)
  const columns = useOrderColumns({ draft, preview: order.preview, document, stockOf, currency, committed })
  const state: SalesOrderState = (document?.status as SalesOrderState | undefined) ?? 'draft'
  const actions = useOrderActions({
    document,
    save: order.save,
    dirty,
    editable,
    quotation,
    ask: setQuestion,
    print: () => setPrinting(true),
  })
  const addresses = useAddresses(document, order)
  const head = { draft, onChange: order.change, locked: !editable, errors: order.headErrors, currency }
  const isQuote = quotation || state === 'quoted' || state === 'lost'
  return (
    <DocumentPage
      kind={words(`common.document.${isQuote ? 'quotation' : 'sales_order'}`)}
      number={document?.number ?? null}
      stateLabel={words(`sales.sales_order.states.${state}`)}
      tone={orderTones[state] ?? 'draft'}
      machine={salesOrderMachine}
      state={state}
      actions={actions}
      {...(document && {
        party: { name: document.customerName, href: href(`sales/customers/${document.customerId}`) },
        aside: <SalesAside document="sales_order" id={document.id} related={document.related} />,
      })}
      facts={
        document
          ? [
              { label: t('documentDate'), value: <DateText value={document.documentDate} /> },
              { label: t('requestedDate'), value: <DateText value={document.requestedDate} /> },
              ...(document.revision > 0 ? [{ label: t('revision'), value: document.revision }] : []),
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
      <OrderHeader {...head} {...addresses} />
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
      {document && !dirty ? <KitComponents lines={document.lines} /> : null}
      <UnsavedGuard dirty={editable && dirty} />
      <OverrideDialog findingId={overriding} onClose={() => setOverriding(null)} />
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {document ? (
        <PrintDocument
          document="sales_order"
          id={document.id}
          number={document.number}
          open={printing}
          onOpenChange={setPrinting}
        />
      ) : null}
    </DocumentPage>
  )
}

const ADDRESSABLE: readonly string[] = ['in_approval', 'approved']

/** Addresses are written like the rest while the order is; afterwards a command of their own changes them as long as it is open. */
function useAddresses(document: OrderDocument | null, order: ReturnType<typeof useOrderDraft>) {
  const t = useTranslations('sales.order')
  const api = useTRPCClient().sales.salesOrder
  const { refresh } = useRun()
  const refusal = useRefusal()
  const takeAddress: TakeAddress = async (name, address) => {
    if (order.editable || !document) return order.change({ [name]: address })
    await api.address.mutate({ id: document.id, version: document.version, [name]: address && addressOf(address) })
    await refresh()
    toast.success(t('addressSaved'))
  }
  const open = order.editable || (document && ADDRESSABLE.includes(document.status))
  const addressRefused = open ? (refusal(`sales.sales_order.${document ? 'update' : 'create'}`) ?? null) : t('locked')
  return { takeAddress, addressRefused }
}

/** What is being written: its state, the server's figures, saving, and where the server disagrees. */
function useOrderDraft(document: OrderDocument | null, initial: OrderDraft) {
  const t = useTranslations('sales.order')
  const say = useErrorText()
  const api = useTRPCClient()
  const { run } = useRun()
  const company = useCompany()
  const companyId = document?.companyId ?? company.companyId
  const [draft, setDraft] = useState(initial)
  const [dirty, setDirty] = useState(false)
  const [refused, setRefused] = useState<ServerError | null>(null)
  const [newFreightId] = useState(newId)
  const editable = CHANGEABLE.includes(document?.status ?? 'draft')
  const { customer } = draft
  const at = useMemo(() => ({ companyId, freight: t('freight'), newFreightId }), [companyId, t, newFreightId])
  const priceable = useMemo(() => draft.lines.filter(isPriceable), [draft.lines])
  const asked = useMemo(
    () => (editable && customer && priceable.length > 0 ? orderInput({ ...draft, customer }, priceable, at) : null),
    [draft, customer, priceable, at, editable],
  )
  const { preview, refusal, waiting } = useOrderPreview(asked, editable)
  const sent = writtenLines(draft.lines)
  const fromSave = placeLineIssues(refused?.issues ?? [], sent)
  const fromPreview = placeLineIssues(refusal?.issues ?? [], priceable)
  const lineErrors = useMemo(
    () => sayLineIssues([fromPreview.lines, fromSave.lines], say),
    [fromPreview.lines, fromSave.lines, say],
  )
  const rest = [...fromPreview.rest, ...fromSave.rest]
  const change = (part: Partial<OrderDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setDirty(true)
    setRefused(null)
  }
  const save = async () => {
    if (!dirty && document) return { id: document.id, version: document.version }
    if (!customer) {
      setRefused({ code: 'validation.required', issues: [{ path: 'customerId', code: 'validation.required' }] })
      return null
    }
    const { companyId: _company, ...input } = orderInput({ ...draft, customer }, sent, at)
    const result = await run(
      () =>
        document
          ? api.sales.salesOrder.update.mutate({ ...input, id: document.id, version: document.version })
          : api.sales.salesOrder.create.mutate({ ...input, companyId }),
      t('saved'),
      setRefused,
    )
    if (result) setDirty(false)
    return result && { id: result.id, version: result.version }
  }
  const whole = refusal && !refusal.issues?.length ? say(refusal) : null
  const pathless = rest.filter((i) => i.path === '' || i.path === 'lines').map((i) => say(i))
  return {
    draft,
    change,
    dirty,
    editable,
    save,
    preview: dirty || !document ? preview : (preview ?? undefined),
    totals: preview ?? document,
    waiting,
    currency: preview?.currency ?? document?.currency ?? (draft.currency || customer?.currency || company.currency),
    headErrors: Object.fromEntries(rest.map((i) => [i.path, say(i)])),
    lineErrors,
    problem: [whole, ...pathless].filter(Boolean).join(' ') || null,
  }
}
