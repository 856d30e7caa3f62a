'use client'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import type { GridColumn } from '@/components/document/line-grid/model'
import { placeLineIssues, sayLineIssues } from '@/components/document/line-grid/place-issues'
import { useErrorText } from '@/components/error-text'
import type { ServerError } from '@/components/form/server-error'
import { useFormat } from '@/components/format'
import { isSentForApproval } from '@/components/refusal'
import { useDimensionColumns } from '../dimension-columns'
import { useBuyingMasters, useCompany, useDimensionLookup, useItemLookup, useRun } from '../use-buying'
import { type RequisitionDocument, type RequisitionDraft, requisitionInput, writtenLines } from './requisition-model'

const CHANGEABLE: readonly string[] = ['draft', 'blocked']

/** What is being written: its state, saving, and where the server disagrees. */
export function useRequisitionDraft(document: RequisitionDocument | null, initial: RequisitionDraft) {
  const t = useTranslations('buying.requisition')
  const say = useErrorText()
  const api = useTRPCClient().procurement.requisition
  const { run } = useRun()
  const company = useCompany()
  const companyId = document?.companyId ?? company.companyId
  const [draft, setDraft] = useState(initial)
  const [dirty, setDirty] = useState(false)
  const [refused, setRefused] = useState<ServerError | null>(null)
  const sent = writtenLines(draft.lines)
  const placed = placeLineIssues(refused?.issues ?? [], sent)
  const change = (part: Partial<RequisitionDraft>) => {
    setDraft((before) => ({ ...before, ...part }))
    setDirty(true)
    setRefused(null)
  }
  const save = async () => {
    if (!dirty && document) return { id: document.id, version: document.version }
    const { companyId: _company, ...input } = requisitionInput(draft, sent, companyId)
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
    editable: CHANGEABLE.includes(document?.status ?? 'draft'),
    save,
    /** Why the last step was refused as a whole (budget): it stays on the page until something changes. */
    problem: refused && !refused.issues?.length && !isSentForApproval(refused) ? say(refused) : null,
    onRefused: setRefused,
    headErrors: Object.fromEntries(placed.rest.map((i) => [i.path, say(i)])),
    lineErrors: sayLineIssues([placed.lines], say),
  }
}

/** The columns of a requisition's lines; an empty price is estimated by the server. */
export function useRequisitionColumns(
  document: RequisitionDocument | null,
  draft: RequisitionDraft,
  committed: boolean,
): readonly GridColumn[] {
  const t = useTranslations('buying.line')
  const words = useTranslations('buying.requisition')
  const format = useFormat()
  const item = useItemLookup()
  const supplier = useDimensionLookup('supplier')
  const dimensions = useDimensionColumns()
  const { units, warehouses } = useBuyingMasters()
  const { currency } = useCompany()
  const { neededOn, warehouseId } = draft
  return useMemo((): readonly GridColumn[] => {
    const saved = new Map((document?.lines ?? []).map((l) => [l.id, l]))
    const base = document?.baseCurrency ?? currency
    return [
      { key: 'itemId', kind: 'lookup', title: t('item'), width: 112, ...item },
      { key: 'description', kind: 'text', title: t('description'), grow: true, width: 180, maxLength: 500 },
      { key: 'quantity', kind: 'decimal', title: t('quantity'), width: 78, digits: 6, required: true, total: true },
      ...(committed
        ? [
            {
              key: 'ordered',
              kind: 'computed' as const,
              title: words('ordered'),
              width: 90,
              compute: (_values: unknown, line: { id: string }) => {
                const known = saved.get(line.id)
                return known ? format.quantity(known.orderedQuantity, known.stockUnitCode ?? undefined) : null
              },
            },
          ]
        : []),
      { key: 'unitId', kind: 'select', title: t('unit'), width: 70, options: units },
      {
        key: 'neededOn',
        kind: 'date',
        title: words('neededOn'),
        width: 108,
        ghost: () => (neededOn ? format.date(neededOn) : null),
      },
      { key: 'unitPrice', kind: 'decimal', title: words('estimate'), width: 96, digits: 6, minPlaces: 2 },
      { key: 'currency', kind: 'text', title: words('currency'), width: 64, maxLength: 3, ghost: () => base },
      { key: 'supplierId', kind: 'lookup', title: words('supplier'), width: 150, ...supplier },
      {
        key: 'warehouseId',
        kind: 'select',
        title: t('warehouse'),
        width: 84,
        options: warehouses,
        ghost: () => warehouses.find((w) => w.value === warehouseId)?.label ?? null,
      },
      ...dimensions,
      {
        key: 'net',
        kind: 'computed',
        title: t('amount', { currency: base }),
        width: 108,
        digits: 2,
        total: true,
        compute: (_values, line) => saved.get(line.id)?.baseNet ?? null,
      },
    ]
  }, [
    t,
    words,
    format,
    item,
    supplier,
    dimensions,
    units,
    warehouses,
    currency,
    document,
    committed,
    neededOn,
    warehouseId,
  ])
}
