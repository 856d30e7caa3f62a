'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { itemColumn, LineTable } from '@/components/document/line-table'
import { Loaded } from '@/components/document/parts'
import { usePrint } from '@/components/document/print-document'
import { DateText, Money, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Notice } from '@/components/ui/notice'
import { type SupplierReturnState, supplierReturnMachine } from '@/server/contracts/procurement/receiving-machines'
import type { supplierReturnDocument } from '@/server/contracts/procurement/supplier-return'
import { BuyingAside } from '../document-aside'
import { receivingTones } from '../tones'
import { useCompany, useRefusal, useRun } from '../use-buying'
import { valueColumn } from '../value-column'

type Return = z.infer<typeof supplierReturnDocument>

export function SupplierReturnPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const found = useQuery(trpc.procurement.supplierReturn.get.queryOptions({ id }))
  return <Loaded query={found}>{(v) => <ReturnView key={v.version} value={v} />}</Loaded>
}

/** Goods that went back, and what of them is still to be credited. */
function ReturnView({ value: v }: { value: Return }) {
  const t = useTranslations('procurement.returnPage')
  const words = useTranslations()
  const api = useTRPCClient().procurement
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { today } = useCompany()
  const [question, setQuestion] = useState<Question | null>(null)
  const print = usePrint('supplier_return', v)
  const ref = { id: v.id, version: v.version }
  const may = (permission: string) => {
    const refused = refusal(`procurement.${permission}`)
    return refused ? { refused } : {}
  }
  return (
    <DocumentPage
      kind={words('common.document.supplier_return')}
      number={v.number}
      stateLabel={words(`procurement.supplier_return.states.${v.status}`)}
      tone={receivingTones[v.status] ?? 'draft'}
      machine={supplierReturnMachine}
      state={v.status as SupplierReturnState}
      party={{ name: v.supplierName, href: href(`procurement/suppliers/${v.supplierId}`) }}
      facts={[
        { label: t('documentDate'), value: <DateText value={v.documentDate} /> },
        { label: t('replacement'), value: v.replacement ? t('yes') : t('no') },
        ...(v.value === null
          ? []
          : [{ label: t('value'), value: <Money value={v.value} currency={v.baseCurrency} />, strong: true }]),
      ]}
      notices={<Notice tone="draft">{v.reason}</Notice>}
      aside={<BuyingAside document="supplier_return" id={v.id} related={v.related} />}
      actions={[
        {
          name: 'post',
          label: t('post'),
          weight: 3,
          ...may('supplier_return.post'),
          onRun: () => run(() => api.supplierReturn.post.mutate(ref)),
        },
        {
          name: 'reverse',
          label: t('reverse'),
          tone: 'danger',
          weight: -1,
          ...may('supplier_return.reverse'),
          onRun: () =>
            setQuestion({
              ...{ title: t('reverse'), text: t('reverseText'), confirm: t('reverse') },
              ...{ danger: true, reason: 'required', date: v.postingDate ?? today },
              onAnswer: async ({ reason, date }) =>
                (await run(() =>
                  api.supplierReturn.reverse.mutate({ ...ref, postingDate: date, reason: reason ?? '' }),
                )) !== null,
            }),
        },
        {
          name: 'cancel',
          label: t('cancel'),
          tone: 'danger',
          weight: -1,
          ...may('supplier_return.cancel'),
          onRun: () => run(() => api.supplierReturn.cancel.mutate(ref)),
        },
        print.action,
      ]}
    >
      <LineTable
        label={t('lines')}
        lines={v.lines}
        columns={[
          { key: 'receipt', title: t('receipt'), cell: (l) => l.receiptNumber },
          itemColumn(t('item')),
          { key: 'place', title: t('place'), cell: (l) => [l.warehouseCode, l.lotCode].filter(Boolean).join(' · ') },
          {
            key: 'quantity',
            title: t('quantity'),
            numeric: true,
            cell: (l) => <Quantity value={l.quantity} {...(l.stockUnitCode && { unit: l.stockUnitCode })} />,
          },
          { key: 'billed', title: t('billed'), numeric: true, cell: (l) => <Quantity value={l.billedQuantity} /> },
          {
            key: 'credited',
            title: t('credited'),
            numeric: true,
            cell: (l) => <Quantity value={l.creditedQuantity} />,
          },
          ...valueColumn<Return['lines'][number]>(v, t('value')),
        ]}
      />
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {print.preview}
    </DocumentPage>
  )
}
