'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { GridColumn, GridLine } from '@/components/document/line-grid/model'
import { DateBox, SelectBox, TextBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { DraftPage } from '../draft/draft-page'
import { newLineId, useDraft } from '../draft/use-draft'
import { useItemColumn, useLotColumn } from '../lookups'
import { useCompany, useUnits, useWarehouses } from '../use-place'

export interface TransferHead {
  readonly fromWarehouseId: string
  readonly toWarehouseId: string
  readonly documentDate: string
  readonly postingDate: string
  readonly expectedDate: string | null
  readonly note: string
}
interface Props {
  readonly known?: { readonly id: string; readonly version: number }
  readonly head: TransferHead
  readonly lines: readonly GridLine[]
}

const BLANK = { item: null, quantity: null, unit: null, bin: null, lot: null }
const KEYS = ['item', 'quantity', 'lot']
const FIELDS = ['fromWarehouseId', 'toWarehouseId', 'documentDate', 'postingDate', 'expectedDate', 'note']
export const blankLines = (): GridLine[] => Array.from({ length: 4 }, () => ({ id: newLineId(), values: BLANK }))

/** Goods that go to another warehouse: head and lines of the draft. */
export function TransferForm({ known, head: first, lines }: Props) {
  const t = useTranslations('inventory')
  const router = useRouter()
  const { href } = useFrame()
  const refusal = useRefusal()
  const api = useTRPCClient()
  const { companyId } = useCompany()
  const draft = useDraft({ head: first, lines, keys: KEYS })
  const { head, change, errorOf, value } = draft
  const { options } = useWarehouses()
  const columns = useColumns(head.fromWarehouseId)
  const save = () =>
    draft.send('save', async () => {
      const input = {
        ...head,
        lines: draft.filled.map((l) => ({
          itemId: value(l, 'item') ?? '',
          unitId: value(l, 'unit'),
          quantity: value(l, 'quantity') ?? '',
          fromBinId: value(l, 'bin'),
          lotId: value(l, 'lot'),
        })),
      }
      const { id } = known
        ? await api.inventory.stockTransfer.update.mutate({ id: known.id, version: known.version, ...input })
        : await api.inventory.stockTransfer.create.mutate({ companyId, ...input })
      router.push(href(`inventory/transfers/${id}`))
    })
  return (
    <DraftPage
      title={known ? t('doc.edit') : t('stockTransfers.new')}
      draft={draft}
      columns={columns}
      blank={() => BLANK}
      fields={FIELDS}
      saveLabel={known ? t('doc.save') : t('doc.create')}
      refused={refusal('inventory.stock_transfer.create') ?? null}
      onSave={save}
      onCancel={() => router.push(href(known ? `inventory/transfers/${known.id}` : 'inventory/transfers'))}
    >
      <SelectBox
        label={t('transfer.from')}
        required
        value={head.fromWarehouseId || null}
        options={options}
        error={errorOf('fromWarehouseId')}
        onChange={(fromWarehouseId) => change({ fromWarehouseId })}
      />
      <SelectBox
        label={t('transfer.to')}
        required
        value={head.toWarehouseId || null}
        options={options}
        error={errorOf('toWarehouseId')}
        onChange={(toWarehouseId) => change({ toWarehouseId })}
      />
      <DateBox
        label={t('doc.postingDate')}
        required
        value={head.postingDate}
        error={errorOf('postingDate')}
        onChange={(postingDate) => change({ postingDate, documentDate: postingDate })}
      />
      <DateBox
        label={t('transfer.expected')}
        value={head.expectedDate ?? ''}
        error={errorOf('expectedDate')}
        onChange={(date) => change({ expectedDate: date || null })}
      />
      <TextBox
        className="sm:col-span-2 lg:col-span-4"
        label={t('doc.note')}
        value={head.note}
        error={errorOf('note')}
        onChange={(note) => change({ note })}
      />
    </DraftPage>
  )
}

function useColumns(fromWarehouseId: string): readonly GridColumn[] {
  const t = useTranslations('inventory')
  const item = useItemColumn()
  const lot = useLotColumn()
  const { units } = useUnits()
  const { binsOf } = useWarehouses()
  return useMemo(
    (): GridColumn[] => [
      { key: 'item', title: t('doc.item'), kind: 'lookup', grow: true, width: 260, required: true, ...item },
      { key: 'quantity', title: t('quantity'), kind: 'decimal', required: true, digits: 6 },
      {
        key: 'unit',
        title: t('unit'),
        kind: 'select',
        width: 90,
        options: units.map((u) => ({ value: u.id, label: u.code })),
      },
      { key: 'bin', title: t('bin'), kind: 'select', width: 110, options: binsOf(fromWarehouseId) },
      { key: 'lot', title: t('lot'), kind: 'lookup', width: 160, ...lot },
    ],
    [fromWarehouseId, item, lot, units, binsOf, t],
  )
}
