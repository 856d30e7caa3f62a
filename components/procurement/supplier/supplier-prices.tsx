'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import type { GridColumn, GridLine } from '@/components/document/line-grid/model'
import { Loaded } from '@/components/document/parts'
import { useErrorText } from '@/components/error-text'
import type { ServerError } from '@/components/form/server-error'
import { UnsavedGuard } from '@/components/form/unsaved'
import { Button } from '@/components/ui/button'
import type { supplierPriceRow } from '@/server/contracts/procurement/supplier-price'
import { plain } from '@/server/kernel/money'
import { useBuyingMasters, useItemLookup, useRefusal, useRun } from '../use-buying'

type Price = z.output<typeof supplierPriceRow>
const newId = () => crypto.randomUUID()
const orNull = (value: string | null) => (value === null ? null : plain(value))

/** What is agreed with a supplier, as a grid that takes a price list from a spreadsheet. */
export function SupplierPrices({ supplierId, currency }: { supplierId: string; currency: string }) {
  const trpc = useTRPC()
  const prices = useQuery(trpc.procurement.supplierPrice.ofSupplier.queryOptions({ supplierId }))
  return (
    <Loaded query={prices}>
      {(data) => <Prices key={prices.dataUpdatedAt} supplierId={supplierId} currency={currency} known={data.prices} />}
    </Loaded>
  )
}

const gridLine = (p: Price): GridLine => ({
  id: p.id,
  values: {
    itemId: p.itemId,
    description: p.itemName,
    categoryId: p.categoryId,
    unitId: p.unitId,
    currency: p.currency,
    unitPrice: plain(p.unitPrice),
    discountPercent: plain(p.discountPercent),
    minQuantity: plain(p.minQuantity),
    validFrom: p.validFrom,
    validTo: p.validTo,
    orderMinimum: orNull(p.orderMinimum),
    orderMultiple: orNull(p.orderMultiple),
    leadTimeDays: p.leadTimeDays === null ? null : String(p.leadTimeDays),
    supplierItemCode: p.supplierItemCode,
    agreement: p.agreement,
  },
  labels: { itemId: p.itemCode ?? '' },
})

const priceInput =
  (known: ReadonlySet<string>) =>
  ({ id, values: v }: GridLine) => ({
    ...(known.has(id) && { id }),
    itemId: v.itemId ?? null,
    categoryId: v.itemId ? null : (v.categoryId ?? null),
    unitId: v.unitId ?? null,
    ...(v.currency && { currency: v.currency.toUpperCase() }),
    unitPrice: v.unitPrice ?? '',
    discountPercent: v.discountPercent ?? '0',
    minQuantity: v.minQuantity ?? '0',
    validFrom: v.validFrom ?? null,
    validTo: v.validTo ?? null,
    orderMinimum: v.orderMinimum ?? null,
    orderMultiple: v.orderMultiple ?? null,
    leadTimeDays: v.leadTimeDays ? Number(v.leadTimeDays) : null,
    supplierItemCode: v.supplierItemCode ?? null,
    agreement: v.agreement ?? null,
  })

function Prices({ supplierId, currency, known }: { supplierId: string; currency: string; known: readonly Price[] }) {
  const t = useTranslations('buying.prices')
  const say = useErrorText()
  const api = useTRPCClient().procurement.supplierPrice
  const { run } = useRun()
  const refusal = useRefusal()
  const columns = usePriceColumns(currency)
  const [lines, setLines] = useState<readonly GridLine[]>(() => known.map(gridLine))
  const [dirty, setDirty] = useState(false)
  const [refused, setRefused] = useState<ServerError | null>(null)
  const [busy, setBusy] = useState(false)
  const ids = new Set(known.map((p) => p.id))
  const before = new Map(known.map((p) => [p.id, JSON.stringify(gridLine(p).values)]))
  const written = lines.filter((l) => l.values.itemId || l.values.categoryId || l.values.unitPrice || l.raw)
  const changed = written.filter((l) => before.get(l.id) !== JSON.stringify(l.values))
  const errors = useMemo(() => {
    const all = new Map<string, Record<string, string>>()
    for (const issue of refused?.issues ?? []) {
      const [, row, field = ''] = /^prices\.(\d+)(?:\.(\w+))?/.exec(issue.path) ?? []
      const line = row === undefined ? undefined : changed[Number(row)]
      if (line) all.set(line.id, { ...all.get(line.id), [field]: say(issue) })
    }
    return all
  }, [refused, changed, say])
  const save = async () => {
    setBusy(true)
    const left = new Set(written.map((l) => l.id))
    const done = await run(
      () =>
        api.save.mutate({
          supplierId,
          deleteIds: [...ids].filter((id) => !left.has(id)),
          prices: changed.map(priceInput(ids)),
        }),
      t('saved'),
      setRefused,
    )
    setBusy(false)
    if (done) setDirty(false)
  }
  const locked = refusal('procurement.supplier_price.update')
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <p className="min-w-0 flex-1 text-sm text-muted">{t('hint')}</p>
        <Button
          variant="primary"
          keys="mod+s"
          busy={busy}
          disabledReason={locked ?? (dirty ? null : t('nothingToSave'))}
          onClick={save}
        >
          {t('save')}
        </Button>
      </div>
      <LineGrid
        label={t('title')}
        columns={columns}
        lines={lines}
        onChange={(next) => {
          setLines(next)
          setDirty(true)
          setRefused(null)
        }}
        newId={newId}
        blank={() => ({ minQuantity: '0', discountPercent: '0' })}
        refused={locked ?? null}
        errors={errors}
        visibleRows={18}
        maxLines={5000}
      />
      <UnsavedGuard dirty={dirty} />
    </>
  )
}

function usePriceColumns(currency: string): readonly GridColumn[] {
  const t = useTranslations('buying.prices')
  const trpc = useTRPC()
  const { search, resolve } = useItemLookup()
  const { units } = useBuyingMasters()
  const categories = useQuery(trpc.inventory.category.options.queryOptions({}, { retry: false }))
  const categoryRows = categories.data?.categories
  return useMemo(() => {
    const decimal = (key: 'minQuantity' | 'orderMinimum' | 'orderMultiple', width: number): GridColumn => ({
      key,
      kind: 'decimal',
      title: t(key),
      width,
      digits: 6,
    })
    return [
      { key: 'itemId', kind: 'lookup', title: t('item'), width: 120, search, resolve },
      { key: 'description', kind: 'text', title: t('description'), readOnly: true, grow: true, width: 160 },
      {
        key: 'categoryId',
        kind: 'select',
        title: t('category'),
        width: 110,
        options: (categoryRows ?? []).map((c) => ({ value: c.id, label: c.code })),
      },
      { key: 'supplierItemCode', kind: 'text', title: t('supplierItemCode'), width: 110, maxLength: 60 },
      { key: 'unitPrice', kind: 'decimal', title: t('price'), width: 100, digits: 6, minPlaces: 2, required: true },
      { key: 'currency', kind: 'text', title: t('currency'), width: 70, maxLength: 3, ghost: () => currency },
      { key: 'discountPercent', kind: 'decimal', title: t('discount'), width: 70, digits: 4 },
      { key: 'unitId', kind: 'select', title: t('unit'), width: 72, options: units },
      decimal('minQuantity', 92),
      decimal('orderMinimum', 92),
      decimal('orderMultiple', 86),
      { key: 'leadTimeDays', kind: 'decimal', title: t('leadTimeDays'), width: 86, digits: 0 },
      { key: 'validFrom', kind: 'date', title: t('validFrom'), width: 108 },
      { key: 'validTo', kind: 'date', title: t('validTo'), width: 108 },
      { key: 'agreement', kind: 'text', title: t('agreement'), width: 110, maxLength: 100 },
    ]
  }, [t, search, resolve, units, categoryRows, currency])
}
