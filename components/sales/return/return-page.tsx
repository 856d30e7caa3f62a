'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { itemColumn, LineTable, QuantityCell } from '@/components/document/line-table'
import { Loaded } from '@/components/document/parts'
import { usePrint } from '@/components/document/print-document'
import { DateText, Quantity } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Checkbox } from '@/components/ui/checkbox'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import type { salesReturnDocument } from '@/server/contracts/sales/documents'
import { salesReturnMachine } from '@/server/contracts/sales/sales-return'
import { plain } from '@/server/kernel/money'
import { SalesAside } from '../document-aside'
import { returnTones } from '../tones'
import { useCompany, useRun } from '../use-sales'

type Return = z.output<typeof salesReturnDocument>

export function ReturnPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const found = useQuery(trpc.sales.salesReturn.get.queryOptions({ id }))
  return <Loaded query={found}>{(r) => <ReturnView key={r.version} goods={r} />}</Loaded>
}

/** A return: what was announced, what came in, where it goes, and the credit that follows. */
function ReturnView({ goods: r }: { goods: Return }) {
  const t = useTranslations('sales.returnPage')
  const words = useTranslations()
  const { href } = useFrame()
  const [received, setReceived] = useState<Readonly<Record<string, string>>>({})
  const [replacement, setReplacement] = useState(false)
  const [question, setQuestion] = useState<Question | null>(null)
  const print = usePrint('sales_return', r)
  const receiving = r.status === 'approved'
  const quantityOf = (l: Return['lines'][number]) => received[l.id] ?? plain(l.quantity)
  const actions = useReturnActions(r, {
    lines: () => r.lines.map((l) => ({ id: l.id, quantity: quantityOf(l) || '0' })),
    replacement,
    ask: setQuestion,
    print: print.action,
  })
  return (
    <DocumentPage
      kind={words('common.document.sales_return')}
      number={r.number}
      stateLabel={words(`sales.sales_return.states.${r.status}`)}
      tone={returnTones[r.status] ?? 'draft'}
      machine={salesReturnMachine}
      state={r.status as (typeof salesReturnMachine.states)[number]}
      actions={actions}
      party={{ name: r.customerName, href: href(`sales/customers/${r.customerId}`) }}
      facts={[
        { label: t('documentDate'), value: <DateText value={r.documentDate} /> },
        { label: t('receivedOn'), value: <DateText value={r.receivedOn} /> },
        { label: t('credit'), value: t(r.credit ? 'withCredit' : 'withoutCredit') },
      ]}
      notices={<Notice tone="draft">{t('because', { reason: r.reason })}</Notice>}
      aside={<SalesAside document="sales_return" id={r.id} related={r.related} />}
    >
      <LineTable
        label={t('lines')}
        lines={r.lines}
        columns={[
          { key: 'delivery', title: t('delivery'), cell: (l) => l.deliveryNumber },
          itemColumn(t('item')),
          { key: 'lot', title: t('lot'), cell: (l) => l.lotCode ?? '–' },
          {
            key: 'disposition',
            title: t('disposition'),
            cell: (l) => words(`sales.returnNew.dispositions.${l.disposition}`),
          },
          { key: 'warehouse', title: t('warehouse'), cell: (l) => l.warehouseCode },
          {
            key: 'quantity',
            title: t('announced'),
            numeric: true,
            cell: (l) => <Quantity value={l.quantity} unit={l.unitCode} />,
          },
          {
            key: 'received',
            title: t('received'),
            numeric: true,
            cell: (l) =>
              receiving ? (
                <QuantityCell
                  label={t('receivedOf', { item: l.itemCode })}
                  value={quantityOf(l)}
                  onChange={(value) => setReceived({ ...received, [l.id]: value })}
                />
              ) : (
                <Quantity value={l.receivedQuantity} unit={l.unitCode} />
              ),
          },
        ]}
      />
      {r.status === 'received' ? (
        <div className="mt-3 flex items-center gap-2">
          <Checkbox id="replacement" checked={replacement} onCheckedChange={(on) => setReplacement(on === true)} />
          <Label htmlFor="replacement">{t('replacement')}</Label>
        </div>
      ) : null}
      {r.note ? <p className="mt-3 text-sm whitespace-pre-wrap text-muted">{r.note}</p> : null}
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {print.preview}
    </DocumentPage>
  )
}

interface Doing {
  readonly lines: () => readonly { id: string; quantity: string }[]
  readonly replacement: boolean
  readonly ask: (question: Question) => void
  readonly print: DocumentAction
}

function useReturnActions(r: Return, doing: Doing): readonly DocumentAction[] {
  const t = useTranslations('sales.returnPage')
  const api = useTRPCClient().sales.salesReturn
  const refusal = useRefusal()
  const { run } = useRun()
  const { today } = useCompany()
  const ref = { id: r.id, version: r.version }
  const may = (verb: string) => refusal(`sales.sales_return.${verb}`)
  return [
    {
      name: 'approve',
      label: t('approve'),
      shortcut: 'a',
      weight: 50,
      refused: may('approve'),
      onRun: () => run(() => api.approve.mutate(ref), t('done.approve')),
    },
    {
      name: 'receive',
      label: t('receive'),
      shortcut: 'r',
      weight: 50,
      refused: may('receive'),
      onRun: () =>
        run(() => api.receive.mutate({ ...ref, postingDate: today, lines: [...doing.lines()] }), t('done.receive')),
    },
    {
      name: 'close',
      label: t(r.credit ? 'creditAndClose' : 'close'),
      shortcut: 'c',
      weight: 50,
      refused: may('close'),
      onRun: () =>
        run(() => api.close.mutate({ ...ref, postingDate: today, replacement: doing.replacement }), t('done.close')),
    },
    doing.print,
    {
      name: 'cancel',
      label: t('cancel'),
      tone: 'danger',
      refused: may('create'),
      onRun: () =>
        doing.ask({
          title: t('ask.cancel', { number: r.number }),
          text: t('askText.cancel'),
          confirm: t('cancel'),
          danger: true,
          reason: 'optional',
          onAnswer: async ({ reason }) =>
            (await run(() => api.cancel.mutate({ ...ref, reason }), t('done.cancel'))) !== null,
        }),
    },
  ]
}
