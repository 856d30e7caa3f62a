'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import type { DocumentAction } from '@/components/document/actions'
import type { Question } from '@/components/document/ask-dialog'
import type { ServerError } from '@/components/form/server-error'
import { useFrame } from '@/components/shell'
import { OPEN_ORDER_STATES } from '@/server/contracts/procurement/machines'
import { useCopyPortalLink } from '../copy-portal-link'
import { useRefusal, useRun } from '../use-buying'
import type { OrderDocument } from './order-model'

interface Ref {
  readonly id: string
  readonly version: number
}
export type OrderDialog = 'send' | 'confirm' | 'callOff' | 'change'
interface Given {
  readonly document: OrderDocument | null
  /** Saves what was written, if anything was; null = it was refused. */
  readonly save: () => Promise<Ref | null>
  readonly dirty: boolean
  readonly editable: boolean
  readonly ask: (question: Question) => void
  readonly open: (dialog: OrderDialog) => void
  readonly print: () => void
  readonly onRefused: (error: ServerError) => void
}

/** The buttons of an order: each saves first what was written, then does its step. */
export function useOrderActions(given: Given): readonly DocumentAction[] {
  const { document, save, dirty, editable } = given
  const t = useTranslations('buying.order.actions')
  const words = useTranslations('procurement.purchase_order.transitions')
  const api = useTRPCClient().procurement.purchaseOrder
  const refusal = useRefusal()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const withReason = useReasonActions(document, given.ask)
  const link = useCopyPortalLink()
  const at = (id: string) => href(`procurement/purchase-orders/${id}`)
  const may = (verb: string) => refusal(`procurement.purchase_order.${verb}`)
  const unsaved = document ? undefined : t('saveFirst')
  const step = (
    name: 'submit' | 'approve' | 'close' | 'reopen',
    weight: number,
    shortcut: string,
    work: (ref: Ref) => Promise<unknown>,
  ): DocumentAction => ({
    name,
    label: words(name),
    shortcut,
    weight,
    refused: may(name),
    onRun: async () => {
      const ref = await save()
      if (!ref) return
      await run(() => work({ id: ref.id, version: ref.version }), t(`done.${name}`), given.onRefused)
      if (!document) router.replace(at(ref.id))
    },
  })
  const dialog = (name: OrderDialog, transition: string, verb: string, weight: number, shortcut: string) => ({
    name: transition,
    label: name === 'callOff' ? t('callOff') : words(name),
    shortcut,
    weight,
    refused: may(verb) ?? unsaved,
    onRun: () => given.open(name),
  })
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
    step('approve', 30, 'a', (ref) => api.approve.mutate(ref)),
    step('submit', may('approve') ? 35 : -1, 's', (ref) => api.submit.mutate(ref)),
    dialog('send', 'send', 'send', document?.status === 'approved' ? 60 : -1, 'e'),
    dialog('confirm', 'confirm', 'confirm', document?.status === 'sent' ? 20 : -1, 'o'),
    dialog('change', 'change', 'update', -1, 'm'),
    ...useNextDocuments(document),
    ...(document?.kind === 'blanket'
      ? [{ ...dialog('callOff', 'callOff', 'create', isOpen(document) ? 70 : -1, 'l'), step: isOpen(document) }]
      : []),
    step('close', isDone(document) ? 30 : -1, 'shift+c', (ref) => api.close.mutate(ref)),
    {
      name: 'portalLink',
      label: link.label,
      weight: -1,
      refused: link.refused ?? (document?.sentAt ? undefined : t('notSent')),
      onRun: async () => {
        if (document) await link.copy(document.supplierId)
      },
    },
    { name: 'print', label: t('print'), shortcut: 'p', weight: 0, refused: unsaved, onRun: given.print },
    {
      name: 'duplicate',
      label: t('duplicate'),
      weight: -1,
      refused: may('create') ?? unsaved,
      onRun: async () => {
        const copy = document && (await run(() => api.duplicate.mutate({ id: document.id }), t('done.duplicate')))
        if (copy) router.push(at(copy.id))
      },
    },
    step('reopen', -1, 'shift+o', (ref) => api.reopen.mutate(ref)),
    ...withReason,
  ]
}

/** What makes the next documents: a receipt of what is to come, a bill for what has come. */
function useNextDocuments(order: OrderDocument | null): readonly DocumentAction[] {
  const t = useTranslations('buying.order.actions')
  const refusal = useRefusal()
  const router = useRouter()
  const { href } = useFrame()
  if (order?.kind === 'blanket') return []
  const { receive, bill } = openOf(order)
  const make = (name: 'receive' | 'invoice', open: boolean, weight: number, shortcut: string, to: string) => ({
    name,
    label: t(name),
    shortcut,
    step: open,
    weight: open ? weight : -1,
    refused:
      order && (isOpen(order) || (name === 'invoice' && order.status === 'closed'))
        ? open
          ? refusal(name === 'receive' ? 'procurement.goods_receipt.create' : 'procurement.supplier_invoice.create')
          : t(name === 'receive' ? 'nothingToReceive' : 'nothingToBill')
        : t('notApproved'),
    onRun: () => order && router.push(href(`procurement/${to}/new?order=${order.id}`)),
  })
  return [
    make('receive', receive, 50, 'r', 'goods-receipts'),
    make('invoice', bill, receive ? 40 : 50, 'i', 'supplier-invoices'),
  ]
}

/** Steps that need a word: return, revise, close short, cancel. */
function useReasonActions(
  document: OrderDocument | null,
  ask: (question: Question) => void,
): readonly DocumentAction[] {
  const t = useTranslations('buying.order.actions')
  const words = useTranslations('procurement.purchase_order.transitions')
  const api = useTRPCClient().procurement.purchaseOrder
  const refusal = useRefusal()
  const { run } = useRun()
  const action = (
    name: 'return' | 'revise' | 'closeShort' | 'cancel',
    transition: 'return' | 'revise' | 'close_short' | 'cancel',
    verb: string,
    danger: boolean,
  ): DocumentAction => ({
    name: transition,
    label: words(transition),
    weight: -1,
    ...(danger && { tone: 'danger' as const }),
    refused: refusal(`procurement.purchase_order.${verb}`) ?? (document ? undefined : t('saveFirst')),
    onRun: () =>
      document &&
      ask({
        title: t(`ask.${name}`, { number: document.number }),
        text: t(`askText.${name}`),
        confirm: words(transition),
        danger,
        reason: 'required',
        onAnswer: async ({ reason }) =>
          (await run(
            () => api[name].mutate({ id: document.id, version: document.version, reason: reason ?? '' }),
            t(`done.${name}`),
          )) !== null,
      }),
  })
  return [
    action('return', 'return', 'approve', false),
    action('revise', 'revise', 'update', false),
    action('closeShort', 'close_short', 'close', true),
    action('cancel', 'cancel', 'cancel', true),
  ]
}

const isOpen = (order: OrderDocument) => OPEN_ORDER_STATES.some((s) => s === order.status)
const isDone = (order: OrderDocument | null) => {
  const { receive, bill } = openOf(order)
  return order !== null && order.kind !== 'blanket' && !receive && !bill
}

/** Whether anything of an order is to come, or to be billed, by the progress that the server keeps. */
function openOf(order: OrderDocument | null) {
  if (!order) return { receive: false, bill: false }
  const waits = (progress: string) => progress === 'none' || progress === 'part'
  return {
    receive: isOpen(order) && waits(order.receiptProgress),
    bill: (isOpen(order) || order.status === 'closed') && waits(order.billingProgress),
  }
}
