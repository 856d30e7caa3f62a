'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import type { DocumentAction } from '@/components/document/actions'
import type { Question } from '@/components/document/ask-dialog'
import type { GridColumn } from '@/components/document/line-grid/model'
import { placeLineIssues, sayLineIssues } from '@/components/document/line-grid/place-issues'
import { useErrorText } from '@/components/error-text'
import type { ServerError } from '@/components/form/server-error'
import { useFrame } from '@/components/shell'
import { useBuyingMasters, useCompany, useItemLookup, useRefusal, useRun } from '../use-buying'
import { type RequestDocument, type RequestDraft, requestInput, writtenLines } from './request-model'

/** What is being written: its state, saving, and where the server disagrees. */
export function useRequestDraft(document: RequestDocument | null, initial: RequestDraft, fromNeeds: boolean) {
  const t = useTranslations('buying.rfq')
  const say = useErrorText()
  const api = useTRPCClient().procurement.requestForQuotation
  const { run } = useRun()
  const { companyId } = useCompany()
  const [draft, setDraft] = useState(initial)
  const [dirty, setDirty] = useState(fromNeeds)
  const [refused, setRefused] = useState<ServerError | null>(null)
  const sent = writtenLines(draft.lines)
  const placed = placeLineIssues(refused?.issues ?? [], sent)
  const change = (part: Partial<RequestDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setDirty(true)
    setRefused(null)
  }
  const save = async () => {
    if (!dirty && document) return { id: document.id, version: document.version }
    const input = requestInput(draft, sent, new Set(document?.lines.map((l) => l.id)))
    const result = await run(
      () =>
        document
          ? api.update.mutate({ ...input, id: document.id, version: document.version })
          : api.create.mutate({ ...input, companyId }),
      t('saved'),
      setRefused,
    )
    if (result) setDirty(false)
    return result && { id: result.id, version: result.version }
  }
  return {
    draft,
    change,
    dirty,
    editable: (document?.status ?? 'draft') === 'draft',
    save,
    headErrors: Object.fromEntries(placed.rest.map((i) => [i.path, say(i)])),
    lineErrors: sayLineIssues([placed.lines], say),
  }
}

/** The columns of what is asked for; where a line came from stands beside it. */
export function useRequestColumns(): readonly GridColumn[] {
  const t = useTranslations('buying.line')
  const words = useTranslations('buying.rfq')
  const item = useItemLookup()
  const { units, warehouses } = useBuyingMasters()
  return useMemo(
    () => [
      { key: 'itemId', kind: 'lookup', title: t('item'), width: 120, ...item },
      { key: 'description', kind: 'text', title: t('description'), grow: true, width: 200, maxLength: 500 },
      { key: 'quantity', kind: 'decimal', title: t('quantity'), width: 90, digits: 6, required: true, total: true },
      { key: 'unitId', kind: 'select', title: t('unit'), width: 80, options: units },
      { key: 'neededOn', kind: 'date', title: words('neededOn'), width: 112 },
      { key: 'warehouseId', kind: 'select', title: t('warehouse'), width: 92, options: warehouses },
      {
        key: 'source',
        kind: 'computed',
        title: words('source'),
        width: 120,
        align: 'start',
        compute: (v) => v.requisition ?? null,
      },
    ],
    [t, words, item, units, warehouses],
  )
}

interface Ref {
  readonly id: string
  readonly version: number
}

/** The buttons of a request. */
export function useRequestActions(given: {
  document: RequestDocument | null
  save: () => Promise<Ref | null>
  dirty: boolean
  editable: boolean
  ask: (question: Question) => void
  print: () => void
}): readonly DocumentAction[] {
  const { document, save, dirty, editable, ask } = given
  const t = useTranslations('buying.rfq.actions')
  const words = useTranslations('procurement.request_for_quotation.transitions')
  const api = useTRPCClient().procurement.requestForQuotation
  const refusal = useRefusal()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const at = (id: string) => href(`procurement/rfqs/${id}`)
  const may = (verb: string) => refusal(`procurement.request_for_quotation.${verb}`)
  const unsaved = document ? undefined : t('saveFirst')
  const withReason = (name: 'close' | 'cancel', weight: number) => ({
    name,
    label: words(name),
    weight,
    ...(name === 'cancel' && { tone: 'danger' as const }),
    refused: may(name) ?? unsaved,
    onRun: () =>
      document &&
      ask({
        title: t(`ask.${name}`, { number: document.number }),
        text: t(`askText.${name}`),
        confirm: words(name),
        danger: name === 'cancel',
        reason: name === 'cancel' ? 'required' : 'optional',
        onAnswer: async ({ reason }) =>
          (await run(
            () => api[name].mutate({ id: document.id, version: document.version, reason: reason ?? '' }),
            t(`done.${name}`),
          )) !== null,
      }),
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
    {
      name: 'send',
      label: document?.status === 'sent' ? t('sendAgain') : words('send'),
      shortcut: 's',
      weight: document?.status === 'sent' ? -1 : 40,
      refused: may('send'),
      onRun: async () => {
        const ref = await save()
        if (!ref) return
        await run(() => api.send.mutate(ref), t('done.send'))
        if (!document) router.replace(at(ref.id))
      },
    },
    withReason('close', -1),
    { name: 'print', label: t('print'), shortcut: 'p', weight: 0, refused: unsaved, onRun: given.print },
    {
      name: 'reopen',
      label: words('reopen'),
      weight: -1,
      refused: may('close') ?? unsaved,
      onRun: () =>
        document && run(() => api.reopen.mutate({ id: document.id, version: document.version }), t('done.reopen')),
    },
    withReason('cancel', -1),
  ]
}
