'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { OverrideDialog, useFindings } from '@/components/api/findings'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { Finding } from '@/components/document/findings'
import { itemColumn, type LineColumn, LineTable } from '@/components/document/line-table'
import { Loaded } from '@/components/document/parts'
import { PrintDocument } from '@/components/document/print-document'
import { DateText, Money, Percent, Quantity, UnitPrice, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { customerInvoiceMachine } from '@/server/contracts/sales/customer-invoice'
import { dec } from '@/server/kernel/money'
import { SalesAside } from '../document-aside'
import { AddressText } from '../order/order-header'
import { invoiceTones, paymentTones } from '../tones'
import { useCompany, useRun } from '../use-sales'
import { CreditDialog } from './credit-dialog'
import type { Invoice } from './invoice-model'

type Line = Invoice['lines'][number]

export function InvoicePage({ id }: { id: string }) {
  const trpc = useTRPC()
  const invoice = useQuery(trpc.sales.customerInvoice.get.queryOptions({ id }))
  return <Loaded query={invoice}>{(v) => <InvoiceView key={v.version} invoice={v} />}</Loaded>
}

/** An invoice or credit note: what is asked for, when it is due, what of it is paid. */
function InvoiceView({ invoice: v }: { invoice: Invoice }) {
  const t = useTranslations('sales.invoicePage')
  const words = useTranslations()
  const { href } = useFrame()
  const [question, setQuestion] = useState<Question | null>(null)
  const [crediting, setCrediting] = useState(false)
  const [printing, setPrinting] = useState(false)
  const [overriding, setOverriding] = useState<string | null>(null)
  const findings = useFindings('customer_invoice', v.status === 'draft' ? v.id : null, setOverriding)
  const { today } = useCompany()
  const overdue = v.status === 'posted' && v.payment !== 'full' && v.dueDate !== null && v.dueDate < today
  const actions = useInvoiceActions(v, {
    ask: setQuestion,
    credit: () => setCrediting(true),
    print: () => setPrinting(true),
  })
  return (
    <DocumentPage
      kind={words(`common.document.${v.kind === 'invoice' ? 'customer_invoice' : 'credit_note'}`)}
      number={v.number}
      stateLabel={words(`sales.customer_invoice.states.${v.status}`)}
      tone={invoiceTones[v.status] ?? 'draft'}
      machine={customerInvoiceMachine}
      state={v.status as (typeof customerInvoiceMachine.states)[number]}
      actions={actions}
      party={{ name: v.customerName, href: href(`sales/customers/${v.customerId}`) }}
      facts={[
        { label: t('documentDate'), value: <DateText value={v.documentDate} /> },
        { label: t('dueDate'), value: <DateText value={v.dueDate} /> },
        ...(v.customerReference ? [{ label: t('reference'), value: v.customerReference }] : []),
        ...(v.status === 'posted'
          ? [
              {
                label: t('payment'),
                value: (
                  <StateBadge plain tone={overdue ? 'blocked' : (paymentTones[v.payment] ?? 'draft')}>
                    {overdue ? t('overdue') : words(`sales.payment_states.${v.payment}`)}
                  </StateBadge>
                ),
              },
              { label: t('open'), value: <Money value={v.open} currency={v.currency} /> },
            ]
          : []),
        ...(v.entryId
          ? [
              {
                label: t('entry'),
                value: (
                  <Link
                    className="underline-offset-2 hover:underline"
                    href={href(`finance/journal-entries/${v.entryId}`)}
                  >
                    {v.entryNumber}
                  </Link>
                ),
              },
            ]
          : []),
        { label: t('payable'), value: <Money value={v.payable} currency={v.currency} />, strong: true },
      ]}
      notices={
        <>
          {v.reason ? <Notice tone="draft">{t('because', { reason: v.reason })}</Notice> : null}
          {findings.whole.map((f) => (
            <Finding key={f.id} finding={f} className="rounded-md border px-3 py-2" />
          ))}
        </>
      }
      aside={<SalesAside document="customer_invoice" id={v.id} related={v.related} />}
    >
      <div className="mb-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        <AddressText label={t('billingAddress')} address={v.billingAddress} />
        <OpenItems invoice={v} />
      </div>
      <LineTable label={t('lines')} columns={useColumns(v)} lines={v.lines} />
      <InvoiceTotals invoice={v} />
      {v.note ? <p className="mt-3 text-sm whitespace-pre-wrap text-muted">{v.note}</p> : null}
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      <OverrideDialog findingId={overriding} onClose={() => setOverriding(null)} />
      {crediting ? <CreditDialog invoice={v} onClose={() => setCrediting(false)} /> : null}
      <PrintDocument
        document="customer_invoice"
        id={v.id}
        number={v.number}
        open={printing}
        onOpenChange={setPrinting}
      />
    </DocumentPage>
  )
}

function useColumns(v: Invoice): readonly LineColumn<Line>[] {
  const t = useTranslations('sales.invoicePage')
  const bare = (value: string) => <Money bare value={value} currency={v.currency} />
  return [
    {
      key: 'from',
      title: t('from'),
      cell: (l) => [l.orderNumber, l.deliveryNumber].filter(Boolean).join(' · ') || '–',
    },
    itemColumn(t('item')),
    {
      key: 'quantity',
      title: t('quantity'),
      numeric: true,
      cell: (l) => (l.allowance ? '–' : <Quantity value={l.unitQuantity} {...(l.unitCode && { unit: l.unitCode })} />),
    },
    {
      key: 'price',
      title: t('price'),
      numeric: true,
      cell: (l) => <UnitPrice value={l.unitPrice} currency={v.currency} />,
    },
    { key: 'discount', title: t('discount'), numeric: true, cell: (l) => <Percent value={l.discountPercent} /> },
    { key: 'tax', title: t('tax'), cell: (l) => l.taxCodes.join(' + ') || '–' },
    { key: 'net', title: t('net', { currency: v.currency }), numeric: true, cell: (l) => bare(l.net) },
    ...(v.lines.some((l) => dec(l.creditedAmount).greaterThan(0))
      ? [{ key: 'credited', title: t('credited'), numeric: true, cell: (l: Line) => bare(l.creditedAmount) }]
      : []),
  ]
}

function InvoiceTotals({ invoice: v }: { invoice: Invoice }) {
  const t = useTranslations('sales.order.totals')
  const rows = dec(v.rounding).isZero()
    ? (['net', 'tax', 'gross'] as const)
    : (['net', 'tax', 'gross', 'rounding', 'payable'] as const)
  const last = rows.at(-1)
  return (
    <dl className="mt-3 ml-auto flex w-72 max-w-full flex-col gap-1 text-sm">
      {rows.map((key) => (
        <div
          key={key}
          className={`flex justify-between gap-4 ${key === last ? 'border-t pt-1.5 text-lg font-medium' : ''}`}
        >
          <dt className={key === last ? undefined : 'text-muted'}>{t(key)}</dt>
          <dd className="num">
            <Money value={v[key]} currency={v.currency} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The instalments with what is left of each. */
function OpenItems({ invoice: v }: { invoice: Invoice }) {
  const t = useTranslations('sales.invoicePage')
  const format = useFormat()
  if (v.openItems.length === 0) return null
  return (
    <div className="col-span-2 text-sm">
      <span className="text-muted">{t('instalments')}</span>
      <ul>
        {v.openItems.map((item) => (
          <li key={item.id} className="flex flex-wrap gap-x-3">
            <DateText value={item.dueDate} />
            <span className="num">
              {t('left', { open: format.money(item.remaining, v.currency), of: format.money(item.amount, v.currency) })}
            </span>
            {item.discountDate && item.discountPercent ? (
              <span className="text-faint">
                {t('earlyDiscount', {
                  percent: format.percent(item.discountPercent),
                  date: format.date(item.discountDate),
                })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Post, take the payment, credit, reverse, print; a draft may be deleted. */
function useInvoiceActions(
  v: Invoice,
  doing: { ask: (question: Question) => void; credit: () => void; print: () => void },
): readonly DocumentAction[] {
  const t = useTranslations('sales.invoicePage')
  const api = useTRPCClient().sales.customerInvoice
  const refusal = useRefusal()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const { today } = useCompany()
  const ref = { id: v.id, version: v.version }
  const later = [today, v.postingDate].sort().at(-1) ?? today
  const posted = v.status === 'posted'
  const payable = posted && v.payment !== 'full' && v.kind === 'invoice'
  return [
    {
      name: 'post',
      label: t('post'),
      shortcut: 'b',
      weight: 50,
      refused: refusal('sales.customer_invoice.post'),
      onRun: () =>
        doing.ask({
          title: t('ask.post'),
          text: t('askText.post'),
          confirm: t('post'),
          date: later,
          onAnswer: async ({ date }) =>
            (await run(() => api.post.mutate({ ...ref, postingDate: date }), t('done.post'))) !== null,
        }),
    },
    {
      name: 'receivePayment',
      label: t('receivePayment'),
      shortcut: 'y',
      step: payable,
      weight: payable ? 50 : -1,
      refused: payable ? refusal('finance.payment.create') : t('nothingOpen'),
      onRun: () => router.push(href(`finance/payments/new?direction=incoming&party=${v.partyId}`)),
    },
    {
      name: 'credit',
      label: t('credit'),
      shortcut: 'c',
      weight: posted && v.kind === 'invoice' ? 2 : -1,
      refused: posted && v.kind === 'invoice' ? refusal('sales.credit_note.post') : t('creditPosted'),
      onRun: doing.credit,
    },
    {
      name: 'takeBack',
      label: t('takeBack'),
      weight: -1,
      refused: posted && v.kind === 'invoice' ? refusal('sales.sales_return.create') : t('creditPosted'),
      onRun: () => router.push(href(`sales/returns/new?invoice=${v.id}`)),
    },
    { name: 'print', label: t('print'), shortcut: 'p', weight: 0, onRun: doing.print },
    {
      name: 'reverse',
      label: t('reverse'),
      tone: 'danger',
      refused: refusal('sales.customer_invoice.reverse'),
      onRun: () =>
        doing.ask({
          title: t('ask.reverse', { number: v.number ?? '' }),
          text: t('askText.reverse'),
          confirm: t('reverse'),
          danger: true,
          reason: 'required',
          date: later,
          onAnswer: async ({ reason, date }) =>
            (await run(
              () => api.reverse.mutate({ ...ref, postingDate: date, reason: reason ?? '' }),
              t('done.reverse'),
            )) !== null,
        }),
    },
    {
      name: 'delete',
      label: t('delete'),
      tone: 'danger',
      refused: v.status === 'draft' ? refusal('sales.customer_invoice.create') : t('draftOnly'),
      onRun: () =>
        doing.ask({
          title: t('ask.delete'),
          text: t('askText.delete'),
          confirm: t('delete'),
          danger: true,
          onAnswer: async () => {
            const done = await run(() => api.delete.mutate(ref), t('done.delete'))
            if (done) router.replace(href('sales/invoices'))
            return done !== null
          },
        }),
    },
  ]
}
