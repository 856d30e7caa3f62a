'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import type { DocumentAction } from '@/components/document/actions'
import type { Question } from '@/components/document/ask-dialog'
import type { ServerError } from '@/components/form/server-error'
import { useFrame } from '@/components/shell'
import { useRefusal, useRun } from '../use-buying'
import type { RequisitionDocument } from './requisition-model'

interface Ref {
  readonly id: string
  readonly version: number
}
interface Given {
  readonly document: RequisitionDocument | null
  readonly save: () => Promise<Ref | null>
  readonly dirty: boolean
  readonly editable: boolean
  readonly ask: (question: Question) => void
  readonly print: () => void
  readonly onRefused: (error: ServerError) => void
}

/** The buttons of a requisition: each saves first what was written, then does its step. */
export function useRequisitionActions(given: Given): readonly DocumentAction[] {
  const { document, save, dirty, editable } = given
  const t = useTranslations('buying.requisition.actions')
  const words = useTranslations('procurement.purchase_requisition.transitions')
  const api = useTRPCClient().procurement.requisition
  const refusal = useRefusal()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const withReason = useReasonActions(document, given.ask)
  const at = (id: string) => href(`procurement/requisitions/${id}`)
  const may = (verb: string) => refusal(`procurement.purchase_requisition.${verb}`)
  const unsaved = document ? undefined : t('saveFirst')
  const open = document?.status === 'approved' && document.orderProgress !== 'full'
  const step = (
    name: 'submit' | 'approve' | 'reopen' | 'revise',
    verb: string,
    weight: number,
    shortcut: string,
    work: (ref: Ref) => Promise<unknown>,
  ): DocumentAction => ({
    name,
    label: words(name),
    shortcut,
    weight,
    refused: may(verb),
    onRun: async () => {
      const ref = await save()
      if (!ref) return
      await run(() => work({ id: ref.id, version: ref.version }), t(`done.${name}`), given.onRefused)
      if (!document) router.replace(at(ref.id))
    },
  })
  const next = (name: 'order' | 'ask', weight: number, shortcut: string, permission: string, to: string) => ({
    name,
    label: t(name),
    shortcut,
    step: open,
    weight: open ? weight : -1,
    refused: open ? refusal(permission) : t(document?.status === 'approved' ? 'allOrdered' : 'notApproved'),
    onRun: () => document && router.push(href(`procurement/${to}${document.id}`)),
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
    step('submit', 'submit', document?.status === 'in_approval' ? -1 : 30, 's', (ref) => api.submit.mutate(ref)),
    step('approve', 'approve', document?.status === 'in_approval' ? 40 : 10, 'a', (ref) => api.approve.mutate(ref)),
    next('order', 50, 'o', 'procurement.purchase_order.create', 'requisitions/order?requisition='),
    next('ask', 20, 'q', 'procurement.request_for_quotation.create', 'rfqs/new?requisition='),
    { name: 'print', label: t('print'), shortcut: 'p', weight: 0, refused: unsaved, onRun: given.print },
    step('reopen', 'close', -1, 'shift+o', (ref) => api.reopen.mutate(ref)),
    { ...step('revise', 'update', -1, 'r', (ref) => api.revise.mutate(ref)), refused: may('update') ?? unsaved },
    ...withReason,
  ]
}

/** Steps that need a word. */
function useReasonActions(
  document: RequisitionDocument | null,
  ask: (question: Question) => void,
): readonly DocumentAction[] {
  const t = useTranslations('buying.requisition.actions')
  const words = useTranslations('procurement.purchase_requisition.transitions')
  const api = useTRPCClient().procurement.requisition
  const refusal = useRefusal()
  const { run } = useRun()
  const action = (name: 'return' | 'reject' | 'close' | 'cancel', verb: string, danger: boolean) => ({
    name,
    label: words(name),
    weight: -1,
    ...(danger && { tone: 'danger' as const }),
    refused: refusal(`procurement.purchase_requisition.${verb}`) ?? (document ? undefined : t('saveFirst')),
    onRun: () =>
      document &&
      ask({
        title: t(`asking.${name}`, { number: document.number }),
        text: t(`askText.${name}`),
        confirm: words(name),
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
    action('return', 'approve', false),
    action('reject', 'approve', true),
    action('close', 'close', false),
    action('cancel', 'cancel', true),
  ]
}
