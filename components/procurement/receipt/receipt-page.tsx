'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import type { DocumentAction } from '@/components/document/actions'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { itemColumn, type LineColumn, LineTable } from '@/components/document/line-table'
import { Loaded } from '@/components/document/parts'
import { usePrint } from '@/components/document/print-document'
import { DateText, Money, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import type { goodsReceiptDocument } from '@/server/contracts/procurement/goods-receipt'
import { type GoodsReceiptState, goodsReceiptMachine } from '@/server/contracts/procurement/receiving-machines'
import { dec } from '@/server/kernel/money'
import { BuyingAside } from '../document-aside'
import { receivingTones } from '../tones'
import { useCompany, useRefusal, useRun } from '../use-buying'
import { valueColumn } from '../value-column'
import { InspectDialog } from './inspect-dialog'
import { ReturnDialog } from './return-dialog'

export type Receipt = z.infer<typeof goodsReceiptDocument>
type Line = Receipt['lines'][number]

export function ReceiptPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const receipt = useQuery(trpc.procurement.goodsReceipt.get.queryOptions({ id }))
  return <Loaded query={receipt}>{(v) => <ReceiptView key={v.version} receipt={v} />}</Loaded>
}

/** What came: taken in, on hold, sent away, and what of it went back or was billed. */
function ReceiptView({ receipt: v }: { receipt: Receipt }) {
  const t = useTranslations('procurement.receiptPage')
  const words = useTranslations()
  const { href } = useFrame()
  const [question, setQuestion] = useState<Question | null>(null)
  const [dialog, setDialog] = useState<'inspect' | 'return' | null>(null)
  const actions = useReceiptActions(v, setQuestion, setDialog)
  const print = usePrint('goods_receipt', v)
  const held = v.lines.filter((l) => dec(l.heldQuantity).greaterThan(0))
  return (
    <DocumentPage
      kind={words('common.document.goods_receipt')}
      number={v.number}
      stateLabel={words(`procurement.goods_receipt.states.${v.status}`)}
      tone={receivingTones[v.status] ?? 'draft'}
      machine={goodsReceiptMachine}
      state={v.status as GoodsReceiptState}
      actions={[...actions, print.action]}
      party={{ name: v.supplierName, href: href(`procurement/suppliers/${v.supplierId}`) }}
      facts={[
        { label: t('documentDate'), value: <DateText value={v.documentDate} /> },
        ...(v.postingDate ? [{ label: t('postingDate'), value: <DateText value={v.postingDate} /> }] : []),
        ...(v.deliveryNote ? [{ label: t('deliveryNote'), value: v.deliveryNote }] : []),
        ...(v.value === null
          ? []
          : [{ label: t('value'), value: <Money value={v.value} currency={v.baseCurrency} />, strong: true }]),
      ]}
      notices={
        <>
          {v.reason ? <Notice tone="draft">{v.reason}</Notice> : null}
          {held.length > 0 ? <Notice tone="attention">{t('held', { count: held.length })}</Notice> : null}
        </>
      }
      aside={<BuyingAside document="goods_receipt" id={v.id} related={v.related} />}
    >
      <LineTable label={t('lines')} columns={useColumns(v)} lines={v.lines} />
      {v.note ? <p className="mt-3 text-sm whitespace-pre-wrap text-muted">{v.note}</p> : null}
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {print.preview}
      {dialog === 'inspect' ? <InspectDialog receipt={v} onClose={() => setDialog(null)} /> : null}
      {dialog === 'return' ? <ReturnDialog receipt={v} onClose={() => setDialog(null)} /> : null}
    </DocumentPage>
  )
}

function useColumns(v: Receipt): readonly LineColumn<Line>[] {
  const t = useTranslations('procurement.receiptPage')
  const some = (value: string) =>
    dec(value).isZero() ? <span className="text-faint">–</span> : <Quantity value={value} />
  return [
    { key: 'order', title: t('order'), cell: (l) => `${l.orderNumber} / ${l.orderPosition}` },
    itemColumn(t('item')),
    {
      key: 'place',
      title: t('place'),
      cell: (l) => [l.warehouseCode, l.binCode, l.lotCode].filter(Boolean).join(' · '),
    },
    {
      key: 'quantity',
      title: t('quantity'),
      numeric: true,
      cell: (l) => <Quantity value={l.unitQuantity} {...(l.unitCode && { unit: l.unitCode })} />,
    },
    {
      key: 'held',
      title: t('onHold'),
      numeric: true,
      cell: (l) =>
        dec(l.heldQuantity).isZero() ? (
          some('0')
        ) : (
          <StateBadge tone="attention">
            <Quantity value={l.heldQuantity} />
          </StateBadge>
        ),
    },
    { key: 'rejected', title: t('rejected'), numeric: true, cell: (l) => some(l.rejectedQuantity) },
    { key: 'returned', title: t('returned'), numeric: true, cell: (l) => some(l.returnedQuantity) },
    { key: 'billed', title: t('billed'), numeric: true, cell: (l) => some(l.billedQuantity) },
    ...valueColumn<Line>(v, t('value')),
  ]
}

function useReceiptActions(
  v: Receipt,
  ask: (question: Question) => void,
  open: (dialog: 'inspect' | 'return') => void,
): readonly DocumentAction[] {
  const t = useTranslations('procurement.receiptPage')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { today } = useCompany()
  const ref = { id: v.id, version: v.version }
  const may = (permission: string, ...others: (string | false)[]) => {
    const refused = refusal(`procurement.${permission}`) ?? others.find(Boolean)
    return refused ? { refused } : {}
  }
  const posted = v.status === 'posted'
  const held = v.lines.some((l) => dec(l.heldQuantity).greaterThan(0))
  const left = v.lines.some((l) => dec(l.quantity).greaterThan(l.returnedQuantity))
  const unbilled = v.lines.some((l) => dec(l.quantity).minus(l.returnedQuantity).greaterThan(l.billedQuantity))
  return [
    {
      name: 'post',
      label: t('post'),
      weight: 5,
      ...may('goods_receipt.post'),
      onRun: () => run(() => api.procurement.goodsReceipt.post.mutate(ref), t('postedDone')),
    },
    ...(posted
      ? [
          {
            name: 'inspect',
            label: t('inspect'),
            weight: held ? 4 : -1,
            step: held,
            ...may('goods_receipt.inspect', !held && t('nothingHeld')),
            onRun: () => open('inspect'),
          },
          {
            name: 'invoice',
            label: t('invoice'),
            weight: unbilled ? 3 : -1,
            step: unbilled,
            ...may('supplier_invoice.create', !unbilled && t('allBilled')),
            onRun: () => router.push(href(`procurement/supplier-invoices/new?receipt=${v.id}`)),
          },
          {
            name: 'return',
            label: t('return'),
            ...may('supplier_return.create', !left && t('nothingLeft')),
            onRun: () => open('return'),
          },
          {
            name: 'landedCost',
            label: t('landedCost'),
            weight: -1,
            ...may('landed_cost.create'),
            onRun: () => router.push(href(`procurement/landed-costs/new?receipt=${v.id}`)),
          },
        ]
      : []),
    {
      name: 'reverse',
      label: t('reverse'),
      tone: 'danger',
      weight: -1,
      ...may('goods_receipt.reverse'),
      onRun: () =>
        ask({
          ...{ title: t('reverse'), text: t('reverseText'), confirm: t('reverse') },
          ...{ danger: true, reason: 'required', date: v.postingDate ?? today },
          onAnswer: async ({ reason, date }) =>
            (await run(() =>
              api.procurement.goodsReceipt.reverse.mutate({ ...ref, postingDate: date, reason: reason ?? '' }),
            )) !== null,
        }),
    },
    {
      name: 'cancel',
      label: t('cancel'),
      tone: 'danger',
      weight: -1,
      ...may('goods_receipt.cancel'),
      onRun: () => run(() => api.procurement.goodsReceipt.cancel.mutate(ref)),
    },
  ]
}
