'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import type { Question } from '@/components/document/ask-dialog'
import { useFrame } from '@/components/shell'
import { useRun } from '../use-sales'
import type { OrderDocument } from './order-model'

interface Ref {
  readonly id: string
  readonly version: number
}
interface Given {
  readonly document: OrderDocument | null
  /** Saves what was written, if anything was; null = it was refused. */
  readonly save: () => Promise<Ref | null>
  readonly dirty: boolean
  readonly editable: boolean
  /** Quoting is the next step of what was begun as a quotation. */
  readonly quotation: boolean
  readonly ask: (question: Question) => void
  readonly print: () => void
}

/** The buttons of an order: each saves first what was written, then does its step. */
export function useOrderActions(given: Given): readonly DocumentAction[] {
  const { document, save, dirty, editable, ask } = given
  const t = useTranslations('sales.order.actions')
  const api = useTRPCClient().sales.salesOrder
  const refusal = useRefusal()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const state = document?.status ?? 'draft'
  const at = (id: string) => href(`sales/sales-orders/${id}`)
  const may = (verb: string) => refusal(`sales.sales_order.${verb}`)
  const saved = document ? {} : { refused: t('saveFirst') }
  const step = (
    name: string,
    verb: string,
    weight: number,
    shortcut: string,
    work: (ref: Ref) => Promise<unknown>,
  ) => ({
    name,
    label: t(name),
    shortcut,
    weight,
    refused: may(verb),
    onRun: async () => {
      const ref = await save()
      if (!ref) return
      await run(() => work({ id: ref.id, version: ref.version }), t(`done.${name}`))
      if (!document) router.replace(at(ref.id))
    },
  })
  const withReason = (name: 'cancel' | 'lose' | 'closeShort', transition: string, verb: string): DocumentAction => ({
    name: transition,
    label: t(name),
    tone: 'danger',
    refused: may(verb) ?? saved.refused,
    onRun: () =>
      document &&
      ask({
        title: t(`ask.${name}`, { number: document.number }),
        text: t(`askText.${name}`),
        confirm: t(name),
        danger: true,
        reason: 'required',
        onAnswer: async ({ reason }) =>
          (await run(
            () => api[name].mutate({ id: document.id, version: document.version, reason: reason ?? '' }),
            t(`done.${name}`),
          )) !== null,
      }),
  })
  const approveRefused = may('approve')
  const open = document ? openOf(document) : { ship: false, bill: false }
  const approved = state === 'approved'
  return [
    ...(editable
      ? [
          {
            name: 'save',
            label: t('save'),
            shortcut: 'mod+s',
            weight: 1,
            refused: dirty ? may(document ? 'update' : 'create') : t('nothingToSave'),
            onRun: async () => {
              const ref = await save()
              if (ref && !document) router.replace(at(ref.id))
            },
          },
        ]
      : []),
    step('approve', 'approve', given.quotation && state === 'draft' ? 20 : 30, 'a', (ref) => api.approve.mutate(ref)),
    step('quote', 'quote', given.quotation ? 40 : 10, 'q', (ref) => api.quote.mutate(ref)),
    step('submit', 'submit', approveRefused ? 35 : -1, 's', (ref) => api.submit.mutate(ref)),
    {
      name: 'deliver',
      label: t('deliver'),
      shortcut: 'd',
      step: approved && open.ship,
      weight: approved && open.ship ? 50 : -1,
      refused: !approved ? t('notApproved') : open.ship ? refusal('sales.delivery.create') : t('nothingToShip'),
      onRun: () => document && router.push(href(`sales/deliveries/new?order=${document.id}`)),
    },
    {
      name: 'invoice',
      label: t('invoice'),
      shortcut: 'i',
      step: approved && open.bill,
      weight: approved && open.bill ? 45 : -1,
      refused:
        !approved && state !== 'closed'
          ? t('notApproved')
          : open.bill
            ? refusal('sales.customer_invoice.create')
            : t('nothingToBill'),
      onRun: () => document && router.push(href(`sales/invoices/new?order=${document.id}`)),
    },
    step('close', 'close', open.ship || open.bill ? -1 : 30, 'shift+c', (ref) => api.close.mutate(ref)),
    { name: 'print', label: t('print'), shortcut: 'p', weight: 0, ...saved, onRun: given.print },
    {
      name: 'duplicate',
      label: t('duplicate'),
      weight: -1,
      refused: may('create') ?? saved.refused,
      onRun: async () => {
        const copy = document && (await run(() => api.duplicate.mutate({ id: document.id }), t('done.duplicate')))
        if (copy) router.push(at(copy.id))
      },
    },
    { ...step('revise', 'update', -1, 'r', (ref) => api.revise.mutate(ref)), refused: may('update') ?? saved.refused },
    step('reopen', 'reopen', -1, 'shift+o', (ref) => api.reopen.mutate(ref)),
    withReason('closeShort', 'close_short', 'close'),
    withReason('lose', 'lose', 'cancel'),
    withReason('cancel', 'cancel', 'cancel'),
  ]
}

/** Whether anything is left to ship or to bill of an order, by the progress that the server keeps. */
const openOf = (order: OrderDocument) => ({
  ship:
    order.lines.some((l) => l.stocked || l.kit) &&
    (order.deliveryProgress === 'none' || order.deliveryProgress === 'part'),
  bill:
    (order.billingProgress === 'none' || order.billingProgress === 'part') &&
    (order.invoicePolicy === 'ordered' ||
      order.deliveryProgress !== 'none' ||
      !order.lines.some((l) => l.stocked || l.kit)),
})
