'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { placeLineIssues, sayLineIssues } from '@/components/document/line-grid/place-issues'
import { useErrorText } from '@/components/error-text'
import { readServerError, type ServerError } from '@/components/form/server-error'
import { isSentForApproval } from '@/components/refusal'
import { useSettled } from '@/components/sales/order/use-order-lines'
import { useCompany, useRun } from '../use-buying'
import {
  isPriceable,
  type OrderDocument,
  type OrderDraft,
  type OrderInput,
  orderInput,
  writtenLines,
} from './order-model'

const CHANGEABLE: readonly string[] = ['draft', 'blocked']

/** The server's prices and totals of what is being written; the last answer stays while the next one comes. */
function useOrderPreview(input: OrderInput | null, enabled: boolean) {
  const trpc = useTRPC()
  const asked = useSettled(input)
  const preview = useQuery({
    ...trpc.procurement.purchaseOrder.preview.queryOptions(asked ?? { companyId: '', supplierId: '', lines: [] }, {
      trpc: { context: { long: true } },
      placeholderData: keepPreviousData,
      retry: false,
      staleTime: 60_000,
    }),
    enabled: enabled && asked !== null,
  })
  return {
    preview: asked === null ? undefined : preview.data,
    refusal: preview.isError && asked !== null ? readServerError(preview.error) : null,
    waiting: enabled && (preview.isFetching || asked !== input),
  }
}

/** What is being written: its state, the server's figures, saving, and where the server disagrees. */
export function useOrderDraft(document: OrderDocument | null, initial: OrderDraft) {
  const t = useTranslations('buying.order')
  const say = useErrorText()
  const api = useTRPCClient().procurement.purchaseOrder
  const { run } = useRun()
  const company = useCompany()
  const companyId = document?.companyId ?? company.companyId
  const [draft, setDraft] = useState(initial)
  const [dirty, setDirty] = useState(false)
  const [refused, setRefused] = useState<ServerError | null>(null)
  const [newFreightId] = useState(() => crypto.randomUUID())
  const editable = CHANGEABLE.includes(document?.status ?? 'draft')
  const { supplier } = draft
  const at = useMemo(() => ({ companyId, freight: t('freight'), newFreightId }), [companyId, t, newFreightId])
  const priceable = useMemo(() => draft.lines.filter(isPriceable), [draft.lines])
  const asked = useMemo(
    () => (editable && supplier && priceable.length > 0 ? orderInput({ ...draft, supplier }, priceable, at) : null),
    [draft, supplier, priceable, at, editable],
  )
  const { preview, refusal, waiting } = useOrderPreview(asked, editable)
  const sent = writtenLines(draft.lines)
  const fromSave = placeLineIssues(refused?.issues ?? [], sent)
  const fromPreview = placeLineIssues(refusal?.issues ?? [], priceable)
  const lineErrors = useMemo(
    () => sayLineIssues([fromPreview.lines, fromSave.lines], say),
    [fromPreview.lines, fromSave.lines, say],
  )
  const rest = [...fromPreview.rest, ...fromSave.rest]
  const change = (part: Partial<OrderDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setDirty(true)
    setRefused(null)
  }
  const save = async () => {
    if (!dirty && document) return { id: document.id, version: document.version }
    if (!supplier) {
      setRefused({ code: 'validation.required', issues: [{ path: 'supplierId', code: 'validation.required' }] })
      return null
    }
    const { companyId: _company, kind, ...input } = orderInput({ ...draft, supplier }, sent, at)
    const result = await run(
      () =>
        document
          ? api.update.mutate({ ...input, id: document.id, version: document.version })
          : api.create.mutate({ ...input, kind, companyId }),
      t('saved'),
      setRefused,
    )
    if (result) setDirty(false)
    return result && { id: result.id, version: result.version }
  }
  const said = [refused, refusal].flatMap((r) => (r && !r.issues?.length && !isSentForApproval(r) ? [say(r)] : []))
  const pathless = rest.filter((i) => i.path === '' || i.path === 'lines').map((i) => say(i))
  return {
    draft,
    change,
    dirty,
    editable,
    save,
    preview,
    totals: preview ?? document,
    waiting,
    currency: preview?.currency ?? document?.currency ?? (draft.currency || supplier?.currency || company.currency),
    headErrors: Object.fromEntries(rest.map((i) => [i.path, say(i)])),
    lineErrors,
    problem: [...new Set([...said, ...pathless])].join(' ') || null,
    /** A step was refused (budget, blocked supplier): it stays on the page until something changes. */
    onRefused: setRefused,
  }
}
