'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentAside } from '@/components/api/document-aside'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { itemColumn, LineTable } from '@/components/document/line-table'
import { Loaded } from '@/components/document/parts'
import { DateText, Money, Quantity } from '@/components/format'
import { Notice } from '@/components/ui/notice'
import type { landedCostDocument } from '@/server/contracts/procurement/landed-cost'
import { type LandedCostState, landedCostMachine } from '@/server/contracts/procurement/receiving-machines'
import { receivingTones } from '../tones'
import { useCompany, useRefusal, useRun } from '../use-buying'

type LandedCost = z.infer<typeof landedCostDocument>

export function LandedCostPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const found = useQuery(trpc.procurement.landedCost.get.queryOptions({ id }))
  return <Loaded query={found}>{(v) => <LandedCostView key={v.version} value={v} />}</Loaded>
}

/** A late cost: what of it went into stock and what followed the goods that have gone. */
function LandedCostView({ value: v }: { value: LandedCost }) {
  const t = useTranslations('procurement.landedCost')
  const words = useTranslations()
  const api = useTRPCClient().procurement
  const { run } = useRun()
  const refusal = useRefusal()
  const { today } = useCompany()
  const [question, setQuestion] = useState<Question | null>(null)
  const ref = { id: v.id, version: v.version }
  const may = (action: string) => {
    const refused = refusal(`procurement.landed_cost.${action}`)
    return refused ? { refused } : {}
  }
  const money = (value: string | null) =>
    value === null ? '–' : <Money bare value={value} currency={v.baseCurrency} />
  return (
    <DocumentPage
      kind={words('common.document.landed_cost')}
      number={v.number}
      stateLabel={words(`procurement.landed_cost.states.${v.status}`)}
      tone={receivingTones[v.status] ?? 'draft'}
      machine={landedCostMachine}
      state={v.status as LandedCostState}
      facts={[
        { label: t('documentDate'), value: <DateText value={v.documentDate} /> },
        ...(v.onHand === null
          ? []
          : [{ label: t('onHand'), value: <Money value={v.onHand} currency={v.baseCurrency} /> }]),
        ...(v.consumed === null
          ? []
          : [{ label: t('consumed'), value: <Money value={v.consumed} currency={v.baseCurrency} /> }]),
        { label: t('amount'), value: <Money value={v.amount} currency={v.currency} />, strong: true },
      ]}
      notices={
        <>
          {v.description ? <Notice tone="progress">{v.description}</Notice> : null}
          {v.reason ? <Notice tone="draft">{v.reason}</Notice> : null}
        </>
      }
      aside={<DocumentAside document="landed_cost" documentId={v.id} />}
      actions={[
        {
          name: 'post',
          label: t('post'),
          weight: 3,
          ...may('post'),
          onRun: () => run(() => api.landedCost.post.mutate(ref)),
        },
        {
          name: 'reverse',
          label: t('reverse'),
          tone: 'danger',
          weight: -1,
          ...may('reverse'),
          onRun: () =>
            setQuestion({
              ...{ title: t('reverse'), text: t('reverseText'), confirm: t('reverse') },
              ...{ danger: true, reason: 'required', date: v.postingDate ?? today },
              onAnswer: async ({ reason, date }) =>
                (await run(() =>
                  api.landedCost.reverse.mutate({ ...ref, postingDate: date, reason: reason ?? '' }),
                )) !== null,
            }),
        },
        {
          name: 'cancel',
          label: t('cancel'),
          tone: 'danger',
          weight: -1,
          ...may('cancel'),
          onRun: () => run(() => api.landedCost.cancel.mutate(ref)),
        },
      ]}
    >
      <h2 className="mb-2 text-sm">{t('charges')}</h2>
      <LineTable
        label={t('charges')}
        lines={v.charges}
        columns={[
          { key: 'kind', title: t('kind'), cell: (c) => t(`kinds.${c.kind}`) },
          { key: 'method', title: t('method'), cell: (c) => t(`methods.${c.method}`) },
          { key: 'description', title: t('description'), cell: (c) => c.description },
          {
            key: 'amount',
            title: t('amount'),
            numeric: true,
            cell: (c) => <Money bare value={c.amount} currency={v.currency} />,
          },
        ]}
      />
      <h2 className="mt-5 mb-2 text-sm">{t('lines')}</h2>
      <LineTable
        label={t('lines')}
        lines={v.lines}
        columns={[
          { key: 'receipt', title: t('receipt'), cell: (l) => l.receiptNumber },
          itemColumn(t('item')),
          { key: 'quantity', title: t('quantity'), numeric: true, cell: (l) => <Quantity value={l.quantity} /> },
          { key: 'value', title: t('value'), numeric: true, cell: (l) => money(l.value) },
          { key: 'share', title: t('share'), numeric: true, cell: (l) => money(l.share) },
          { key: 'onHand', title: t('onHand'), numeric: true, cell: (l) => money(l.onHand) },
          { key: 'consumed', title: t('consumed'), numeric: true, cell: (l) => money(l.consumed) },
        ]}
      />
      <AskDialog question={question} onClose={() => setQuestion(null)} />
    </DocumentPage>
  )
}
