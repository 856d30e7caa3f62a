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
import { type QuotationDocument, type QuotationDraft, quotationInput, writtenLines } from './quotation-model'

/** What is being entered: its state, saving, and where the server disagrees. */
export function useQuotationDraft(document: QuotationDocument | null, initial: QuotationDraft) {
  const t = useTranslations('buying.quotation')
  const say = useErrorText()
  const api = useTRPCClient().procurement.supplierQuotation
  const { run } = useRun()
  const { companyId } = useCompany()
  const [draft, setDraft] = useState(initial)
  const [dirty, setDirty] = useState(false)
  const [refused, setRefused] = useState<ServerError | null>(null)
  const sent = writtenLines(draft.lines)
  const placed = placeLineIssues(refused?.issues ?? [], sent)
  const change = (part: Partial<QuotationDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setDirty(true)
    setRefused(null)
  }
  const save = async () => {
    if (!dirty && document) return { id: document.id, version: document.version }
    const { supplier, rfqId } = draft
    if (!supplier) {
      setRefused({ code: 'validation.required', issues: [{ path: 'supplierId', code: 'validation.required' }] })
      return null
    }
    const input = quotationInput(draft, sent, new Set(document?.lines.map((l) => l.id)))
    const result = await run(
      () =>
        document
          ? api.update.mutate({ ...input, id: document.id, version: document.version })
          : api.create.mutate({ ...input, companyId, supplierId: supplier.id, rfqId }),
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

/** The columns of an offer: what is asked stays, prices and days are entered or pasted. */
export function useQuotationColumns(document: QuotationDocument | null, answers: boolean): readonly GridColumn[] {
  const t = useTranslations('buying.line')
  const words = useTranslations('buying.quotation')
  const item = useItemLookup()
  const { units } = useBuyingMasters()
  return useMemo(() => {
    const saved = new Map((document?.lines ?? []).map((l) => [l.id, l]))
    const currency = document?.currency ?? ''
    return [
      { key: 'itemId', kind: 'lookup', title: t('item'), width: 120, readOnly: answers, ...item },
      {
        key: 'description',
        kind: 'text',
        title: t('description'),
        grow: true,
        width: 180,
        maxLength: 500,
        readOnly: answers,
      },
      { key: 'supplierItemCode', kind: 'text', title: words('supplierItemCode'), width: 120, maxLength: 60 },
      { key: 'quantity', kind: 'decimal', title: t('quantity'), width: 90, digits: 6, total: true },
      { key: 'unitId', kind: 'select', title: t('unit'), width: 80, options: units, readOnly: answers },
      { key: 'unitPrice', kind: 'decimal', title: t('price', { currency }), width: 110, digits: 6, minPlaces: 2 },
      { key: 'discountPercent', kind: 'decimal', title: t('discount'), width: 80, digits: 4 },
      { key: 'leadTimeDays', kind: 'decimal', title: words('leadTimeDays'), width: 90, digits: 0 },
      {
        key: 'net',
        kind: 'computed',
        title: t('amount', { currency }),
        width: 110,
        digits: 2,
        total: true,
        compute: (_values, line) => saved.get(line.id)?.net ?? null,
      },
    ]
  }, [t, words, item, units, document, answers])
}

interface Ref {
  readonly id: string
  readonly version: number
}

/** The buttons of an offer: entered, submitted to the comparison, ordered. */
export function useQuotationActions(given: {
  document: QuotationDocument | null
  save: () => Promise<Ref | null>
  dirty: boolean
  editable: boolean
  ask: (question: Question) => void
}): readonly DocumentAction[] {
  const { document, save, dirty, editable, ask } = given
  const t = useTranslations('buying.quotation.actions')
  const words = useTranslations('procurement.supplier_quotation.transitions')
  const api = useTRPCClient().procurement.supplierQuotation
  const refusal = useRefusal()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const at = (id: string) => href(`procurement/supplier-quotations/${id}`)
  const may = (verb: string) => refusal(`procurement.supplier_quotation.${verb}`)
  const unsaved = document ? undefined : t('saveFirst')
  const withReason = (name: 'lose' | 'cancel', verb: string) => ({
    name,
    label: words(name),
    weight: -1,
    tone: 'danger' as const,
    refused: may(verb) ?? unsaved,
    onRun: () =>
      document &&
      ask({
        title: t(`ask.${name}`, { number: document.number }),
        text: t(`askText.${name}`),
        confirm: words(name),
        danger: true,
        reason: 'required',
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
      name: 'submit',
      label: words('submit'),
      shortcut: 's',
      weight: 30,
      refused: may('submit'),
      onRun: async () => {
        const ref = await save()
        if (!ref) return
        await run(() => api.submit.mutate(ref), t('done.submit'))
        if (!document) router.replace(at(ref.id))
      },
    },
    {
      name: 'award',
      label: words('award'),
      shortcut: 'o',
      weight: document?.rfqId ? 10 : 40,
      refused: may('award') ?? unsaved,
      onRun: async () => {
        const done =
          document &&
          (await run(() => api.order.mutate({ id: document.id, version: document.version }), t('done.award')))
        const order = done?.orders[0]
        if (order) router.push(href(`procurement/purchase-orders/${order.id}`))
      },
    },
    ...(document?.rfqId
      ? [
          {
            name: 'compare',
            label: t('compare'),
            shortcut: 'c',
            step: document.status === 'submitted',
            weight: document.status === 'submitted' ? 20 : 0,
            onRun: () => router.push(href(`procurement/rfqs/${document.rfqId}`)),
          },
        ]
      : []),
    {
      name: 'return',
      label: words('return'),
      weight: -1,
      refused: may('update') ?? unsaved,
      onRun: () =>
        document && run(() => api.return.mutate({ id: document.id, version: document.version }), t('done.return')),
    },
    withReason('lose', 'update'),
    withReason('cancel', 'cancel'),
  ]
}
