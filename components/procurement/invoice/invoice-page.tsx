'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC } from '@/components/api/client'
import { OverrideDialog, useFindings } from '@/components/api/findings'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { Finding } from '@/components/document/findings'
import { itemColumn, type LineColumn, LineTable } from '@/components/document/line-table'
import { Loaded } from '@/components/document/parts'
import { DateText, Money, Quantity, UnitPrice } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { type SupplierInvoiceState, supplierInvoiceMachine } from '@/server/contracts/procurement/receiving-machines'
import type { supplierInvoiceDocument } from '@/server/contracts/procurement/supplier-invoice-views'
import { dec } from '@/server/kernel/money'
import { BuyingAside } from '../document-aside'
import { progressTones, receivingTones } from '../tones'
import { CreditDialog } from './credit-dialog'
import { DraftLines } from './draft-lines'
import { MatchPanel, MatchPreview } from './match-panel'
import { useInvoiceActions } from './use-invoice-actions'

export type SupplierInvoice = z.infer<typeof supplierInvoiceDocument>
type Line = SupplierInvoice['lines'][number]

export function SupplierInvoicePage({ id }: { id: string }) {
  const trpc = useTRPC()
  const invoice = useQuery(trpc.procurement.supplierInvoice.get.queryOptions({ id }))
  return <Loaded query={invoice}>{(v) => <InvoiceView key={v.version} invoice={v} />}</Loaded>
}

/** What a supplier asks for: matched with order and receipt, blocked or free, due and paid. */
function InvoiceView({ invoice: v }: { invoice: SupplierInvoice }) {
  const t = useTranslations('procurement.invoicePage')
  const match = useTranslations('procurement.match')
  const words = useTranslations()
  const { href } = useFrame()
  const [question, setQuestion] = useState<Question | null>(null)
  const [overriding, setOverriding] = useState<string | null>(null)
  const open = v.status === 'draft' || v.status === 'blocked'
  const findings = useFindings('supplier_invoice', open ? v.id : null, setOverriding)
  const columns = useColumns(v)
  const [crediting, setCrediting] = useState(false)
  const actions = useInvoiceActions(v, setQuestion, () => setCrediting(true))
  return (
    <DocumentPage
      kind={words(`common.document.${v.kind === 'invoice' ? 'supplier_invoice' : 'supplier_credit_note'}`)}
      number={v.number ?? v.supplierNumber}
      stateLabel={words(`procurement.supplier_invoice.states.${v.status}`)}
      tone={v.paymentBlocks.length > 0 ? 'blocked' : (receivingTones[v.status] ?? 'draft')}
      machine={supplierInvoiceMachine}
      state={v.status as SupplierInvoiceState}
      actions={actions}
      party={{ name: v.supplierName, href: href(`procurement/suppliers/${v.supplierId}`) }}
      facts={[
        { label: t('supplierNumber'), value: v.supplierNumber },
        { label: t('documentDate'), value: <DateText value={v.documentDate} /> },
        ...(v.dueDate ? [{ label: t('dueDate'), value: <DateText value={v.dueDate} /> }] : []),
        ...(v.status === 'posted'
          ? [
              {
                label: t('payment'),
                value: (
                  <StateBadge plain tone={progressTones[v.payment] ?? 'draft'}>
                    {words(`procurement.progress.${v.payment}`)}
                  </StateBadge>
                ),
              },
              { label: t('open'), value: <Money value={v.open} currency={v.currency} /> },
            ]
          : []),
        { label: t('gross'), value: <Money value={v.gross} currency={v.currency} />, strong: true },
      ]}
      notices={
        <>
          {v.paymentBlocks.length > 0 ? (
            <Notice tone="blocked">
              {t('blocked', { kinds: v.paymentBlocks.map((kind) => match(`kinds.${kind}`)).join(', ') })}
            </Notice>
          ) : null}
          {dec(v.tax).equals(v.computedTax) ? null : (
            <Notice tone="attention">
              {t.rich('taxDiffers', {
                stated: () => <Money value={v.tax} currency={v.currency} />,
                computed: () => <Money value={v.computedTax} currency={v.currency} />,
              })}
            </Notice>
          )}
          {v.reason ? <Notice tone="draft">{v.reason}</Notice> : null}
          {findings.whole.map((f) => (
            <Finding key={f.id} finding={f} className="rounded-md border px-3 py-2" />
          ))}
        </>
      }
      aside={<BuyingAside document="supplier_invoice" id={v.id} related={v.related} />}
    >
      <MatchPanel invoice={v} />
      {open && v.kind === 'invoice' ? <MatchPreview invoice={v} /> : null}
      {open && v.kind === 'invoice' ? (
        <DraftLines invoice={v} />
      ) : (
        <LineTable label={t('lines')} columns={columns} lines={v.lines} />
      )}
      <Totals invoice={v} />
      {v.note ? <p className="mt-3 text-sm whitespace-pre-wrap text-muted">{v.note}</p> : null}
      {crediting ? <CreditDialog invoice={v} onClose={() => setCrediting(false)} /> : null}
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      <OverrideDialog findingId={overriding} onClose={() => setOverriding(null)} />
    </DocumentPage>
  )
}

function useColumns(v: SupplierInvoice): readonly LineColumn<Line>[] {
  const t = useTranslations('procurement.invoicePage')
  return [
    {
      key: 'order',
      title: t('from'),
      cell: (l) =>
        [l.orderNumber, ...new Set(l.matches.flatMap((m) => m.receiptNumber ?? []))].filter(Boolean).join(' · ') || '–',
    },
    itemColumn(t('item')),
    {
      key: 'quantity',
      title: t('quantity'),
      numeric: true,
      cell: (l) => <Quantity value={l.unitQuantity} {...(l.unitCode && { unit: l.unitCode })} />,
    },
    {
      key: 'price',
      title: t('unitPrice'),
      numeric: true,
      cell: (l) => <UnitPrice value={l.unitPrice} currency={v.currency} />,
    },
    { key: 'tax', title: t('taxCodes'), cell: (l) => l.taxCodes.join(', ') },
    {
      key: 'variance',
      title: t('variance'),
      numeric: true,
      cell: (l) => <Variance line={l} currency={v.baseCurrency} />,
    },
    { key: 'net', title: t('net'), numeric: true, cell: (l) => <Money bare value={l.net} currency={v.currency} /> },
  ]
}

/** What price and exchange rate made of the difference between receipt and invoice. */
function Variance({ line, currency }: { line: Line; currency: string }) {
  const total = line.matches.reduce((sum, m) => sum.plus(m.priceVariance).plus(m.exchangeVariance), dec(0))
  return total.isZero() ? (
    <span className="text-faint">–</span>
  ) : (
    <Money bare value={total.toFixed()} currency={currency} />
  )
}

function Totals({ invoice: v }: { invoice: SupplierInvoice }) {
  const t = useTranslations('procurement.invoicePage')
  const rows = [
    [t('net'), v.net],
    [t('tax'), v.tax],
    ...(dec(v.rounding).isZero() ? [] : [[t('rounding'), v.rounding] as const]),
    ...(dec(v.prepaid).isZero() ? [] : [[t('prepaid'), v.prepaid] as const]),
    [t('gross'), v.gross],
  ] as const
  return (
    <dl className="mt-3 ml-auto grid w-fit grid-cols-[auto_auto] gap-x-6 gap-y-1 text-sm">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted">{label}</dt>
          <dd className="text-right">
            <Money value={value} currency={v.currency} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
