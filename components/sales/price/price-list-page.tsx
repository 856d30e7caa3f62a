'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import type { GridColumn, GridLine } from '@/components/document/line-grid/model'
import { Loaded, MakePage } from '@/components/document/parts'
import { useErrorText } from '@/components/error-text'
import { SwitchField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import type { ServerError } from '@/components/form/server-error'
import { UnsavedGuard } from '@/components/form/unsaved'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import type { priceListDocument } from '@/server/contracts/sales/documents'
import { createPriceListInput } from '@/server/contracts/sales/price-list'
import { plain } from '@/server/kernel/money'
import { useItemLookup } from '../order/use-order-lines'
import { useCompany, useRun, useSalesMasters } from '../use-sales'
import { PriceListHead } from './price-list-head'

type PriceList = z.output<typeof priceListDocument>
const newId = () => crypto.randomUUID()

export function PriceListPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const list = useQuery(trpc.sales.priceList.get.queryOptions({ id }))
  return (
    <Loaded query={list}>
      {(l) => <Prices key={`${l.id}-${l.prices.map((p) => p.id + p.unitPrice).join()}`} list={l} />}
    </Loaded>
  )
}

const gridLine = (p: PriceList['prices'][number]): GridLine => ({
  id: p.id,
  values: {
    itemId: p.itemId,
    description: p.itemName,
    categoryId: p.categoryId,
    unitId: p.unitId,
    minQuantity: plain(p.minQuantity),
    validFrom: p.validFrom,
    validTo: p.validTo,
    unitPrice: plain(p.unitPrice),
    discountPercent: plain(p.discountPercent),
  },
  labels: { itemId: p.itemCode ?? '' },
})

/** The prices of a list as a grid: one row an item or category, with the quantity and the dates from which it holds. */
function Prices({ list }: { list: PriceList }) {
  const t = useTranslations('sales.priceListPage')
  const words = useTranslations('common')
  const say = useErrorText()
  const api = useTRPCClient().sales.priceList
  const { run } = useRun()
  const refusal = useRefusal()
  const columns = usePriceColumns(list.currency)
  const [lines, setLines] = useState<readonly GridLine[]>(() => list.prices.map(gridLine))
  const [dirty, setDirty] = useState(false)
  const [refused, setRefused] = useState<ServerError | null>(null)
  const [busy, setBusy] = useState(false)
  const [editing, setEditing] = useState(false)
  const known = new Set(list.prices.map((p) => p.id))
  const before = new Map(list.prices.map((p) => [p.id, JSON.stringify(gridLine(p).values)]))
  const written = lines.filter((l) => l.values.itemId || l.values.categoryId || l.values.unitPrice)
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
        api.savePrices.mutate({
          priceListId: list.id,
          deleteIds: [...known].filter((id) => !left.has(id)),
          prices: changed.map(({ id, values: v }) => ({
            ...(known.has(id) && { id }),
            itemId: v.itemId ?? null,
            categoryId: v.itemId ? null : (v.categoryId ?? null),
            unitId: v.unitId ?? null,
            minQuantity: v.minQuantity ?? '0',
            validFrom: v.validFrom ?? null,
            validTo: v.validTo ?? null,
            unitPrice: v.unitPrice ?? '',
            discountPercent: v.discountPercent ?? '0',
          })),
        }),
      t('saved'),
      setRefused,
    )
    setBusy(false)
    if (done) setDirty(false)
  }
  const locked = refusal('sales.price_list.update')
  return (
    <MakePage
      title={list.name}
      hint={[
        list.code,
        list.currency,
        list.general && t('general'),
        list.pricesIncludeTax && t('includesTax'),
        !list.active && t('inactive'),
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        <>
          <Button disabledReason={locked ?? null} onClick={() => setEditing(true)}>
            {words('edit')}
          </Button>
          <Button
            variant="primary"
            keys="mod+s"
            busy={busy}
            disabledReason={locked ?? (dirty ? null : t('nothingToSave'))}
            onClick={save}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <LineGrid
        label={t('prices')}
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
        visibleRows={24}
      />
      <UnsavedGuard dirty={dirty} />
      {editing ? <PriceListHead list={list} onClose={() => setEditing(false)} /> : null}
    </MakePage>
  )
}

function usePriceColumns(currency: string): readonly GridColumn[] {
  const t = useTranslations('sales.priceListPage')
  const trpc = useTRPC()
  const { search, resolve } = useItemLookup()
  const { units } = useSalesMasters()
  const categories = useQuery(trpc.inventory.category.options.queryOptions({}, { retry: false }))
  const categoryRows = categories.data?.categories
  return useMemo(
    () => [
      { key: 'itemId', kind: 'lookup', title: t('item'), width: 130, search, resolve },
      { key: 'description', kind: 'text', title: t('description'), readOnly: true, grow: true, width: 180 },
      {
        key: 'categoryId',
        kind: 'select',
        title: t('category'),
        width: 130,
        options: (categoryRows ?? []).map((c) => ({ value: c.id, label: c.code })),
      },
      { key: 'unitId', kind: 'select', title: t('unit'), width: 80, options: units },
      { key: 'minQuantity', kind: 'decimal', title: t('minQuantity'), width: 100, digits: 6 },
      { key: 'validFrom', kind: 'date', title: t('validFrom'), width: 118 },
      { key: 'validTo', kind: 'date', title: t('validTo'), width: 118 },
      {
        key: 'unitPrice',
        kind: 'decimal',
        title: t('price', { currency }),
        width: 120,
        digits: 6,
        minPlaces: 2,
        required: true,
      },
      { key: 'discountPercent', kind: 'decimal', title: t('discount'), width: 80, digits: 4 },
    ],
    [t, search, resolve, units, categoryRows, currency],
  )
}

/** A new price list; its prices follow on its page. */
export function NewPriceList() {
  const t = useTranslations('sales.priceListPage')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { refresh } = useRun()
  const refusal = useRefusal()
  const { companyId, currency } = useCompany()
  return (
    <MakePage title={t('new')} actions={null}>
      <Form
        className="max-w-3xl"
        schema={createPriceListInput}
        defaultValues={{ companyId, code: '', name: '', currency, pricesIncludeTax: false, general: false }}
        refused={refusal('sales.price_list.create') ?? null}
        submitLabel={t('create')}
        onCancel={() => router.push(href('sales/price-lists'))}
        onSubmit={async (values) => {
          const made = await api.sales.priceList.create.mutate(values)
          await refresh()
          router.replace(href(`sales/price-lists/${made.id}`))
        }}
      >
        <FormSection title={t('head')} hint={t('headHint')}>
          <TextField name="name" label={t('name')} required autoFocus />
          <TextField name="code" label={t('code')} required maxLength={40} />
          <TextField name="currency" label={t('currency')} required maxLength={3} />
          <SwitchField name="pricesIncludeTax" label={t('includesTax')} />
          <SwitchField name="general" label={t('general')} hint={t('generalHint')} />
        </FormSection>
      </Form>
    </MakePage>
  )
}
