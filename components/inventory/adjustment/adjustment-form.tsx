'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { GridColumn, GridLine } from '@/components/document/line-grid/model'
import { useChart } from '@/components/finance/use-books'
import { DateBox, LookupBox, SelectBox, TextBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { adjustmentKinds } from '@/server/contracts/inventory/documents'
import { DraftPage } from '../draft/draft-page'
import { useLotIds } from '../draft/lots'
import { newLineId, useDraft } from '../draft/use-draft'
import { useItemColumn, useLotColumn } from '../lookups'
import { useCompany, useUnits, useWarehouses } from '../use-place'

type Kind = (typeof adjustmentKinds)[number]
export interface AdjustmentHead {
  readonly kind: Kind
  readonly warehouseId: string
  readonly documentDate: string
  readonly postingDate: string
  readonly reason: string
  readonly contraAccountId: string | null
  readonly note: string
}
interface Props {
  readonly known?: { readonly id: string; readonly version: number; readonly number: string | null }
  readonly head: AdjustmentHead
  readonly lines: readonly GridLine[]
}

const BLANK = { item: null, quantity: null, unit: null, bin: null, lot: null, expiry: null, unitCost: null }
const KEYS = ['item', 'quantity', 'lot', 'unitCost']
const FIELDS = ['warehouseId', 'documentDate', 'postingDate', 'reason', 'contraAccountId', 'note']
export const blankLines = (blank: GridLine['values'] = BLANK): GridLine[] =>
  Array.from({ length: 4 }, () => ({ id: newLineId(), values: blank }))
const comesIn = (kind: Kind) => kind === 'receipt' || kind === 'opening'

/** Goods received or issued by hand: head and lines of the draft. */
export function AdjustmentForm({ known, head: first, lines }: Props) {
  const t = useTranslations('inventory')
  const router = useRouter()
  const { href } = useFrame()
  const refusal = useRefusal()
  const draft = useDraft({ head: first, lines, keys: KEYS })
  const { head, change, errorOf } = draft
  const { options } = useWarehouses()
  const chart = useChart()
  const columns = useColumns(head)
  const save = useSave(draft, known)
  const account = head.contraAccountId ? chart.byId.get(head.contraAccountId) : undefined
  const back = known ? `inventory/adjustments/${known.id}` : 'inventory/adjustments'
  return (
    <DraftPage
      title={known ? t('doc.edit') : t('stockAdjustments.new')}
      draft={draft}
      columns={columns}
      blank={() => BLANK}
      fields={FIELDS}
      saveLabel={known ? t('doc.save') : t('doc.create')}
      refused={refusal('inventory.stock_adjustment.create') ?? null}
      onSave={save}
      onCancel={() => router.push(href(back))}
      hint={comesIn(head.kind) ? t('adjustment.kindHint') : undefined}
    >
      <SelectBox
        label={t('adjustment.kindOf')}
        value={head.kind}
        options={adjustmentKinds.map((value) => ({ value, label: t(`adjustmentKind.${value}`) }))}
        onChange={(kind) => change({ kind: adjustmentKinds.find((k) => k === kind) ?? 'receipt' })}
      />
      <SelectBox
        label={t('warehouse')}
        required
        value={head.warehouseId || null}
        options={options}
        error={errorOf('warehouseId')}
        onChange={(warehouseId) => change({ warehouseId })}
      />
      <DateBox
        label={t('doc.documentDate')}
        required
        value={head.documentDate}
        error={errorOf('documentDate')}
        onChange={(documentDate) => change({ documentDate })}
      />
      <DateBox
        label={t('doc.postingDate')}
        required
        value={head.postingDate}
        error={errorOf('postingDate')}
        onChange={(postingDate) => change({ postingDate })}
      />
      <TextBox
        className="sm:col-span-2"
        label={t('doc.reason')}
        required
        value={head.reason}
        error={errorOf('reason')}
        onChange={(reason) => change({ reason })}
      />
      <LookupBox
        label={t('doc.contraAccount')}
        clearable
        value={account ? { value: account.id, label: chart.label(account), id: account.id, code: account.code } : null}
        error={errorOf('contraAccountId')}
        hint={t('doc.contraHint')}
        search={async (text) => chart.find(text)}
        onChange={(option) => change({ contraAccountId: option?.value ?? null })}
      />
      <TextBox label={t('doc.note')} value={head.note} error={errorOf('note')} onChange={(note) => change({ note })} />
    </DraftPage>
  )
}

/** Receipts name lots in plain text, so that new ones come into being; issues choose among the lots that are there. */
function useColumns({ kind, warehouseId }: AdjustmentHead): readonly GridColumn[] {
  const t = useTranslations('inventory')
  const item = useItemColumn()
  const lot = useLotColumn()
  const { units } = useUnits()
  const { binsOf } = useWarehouses()
  return useMemo(() => {
    const incoming = comesIn(kind)
    const columns: GridColumn[] = [
      { key: 'item', title: t('doc.item'), kind: 'lookup', grow: true, width: 260, required: true, ...item },
      { key: 'quantity', title: t('quantity'), kind: 'decimal', required: true, digits: 6 },
      {
        key: 'unit',
        title: t('unit'),
        kind: 'select',
        width: 90,
        options: units.map((u) => ({ value: u.id, label: u.code })),
      },
      { key: 'bin', title: t('bin'), kind: 'select', width: 110, options: binsOf(warehouseId) },
      incoming
        ? { key: 'lot', title: t('lot'), kind: 'text', width: 150, maxLength: 80 }
        : { key: 'lot', title: t('lot'), kind: 'lookup', width: 150, ...lot },
    ]
    if (incoming)
      columns.push(
        { key: 'expiry', title: t('expires'), kind: 'date' },
        { key: 'unitCost', title: t('doc.unitCost'), kind: 'decimal', digits: 6 },
      )
    return columns
  }, [kind, warehouseId, item, lot, units, binsOf, t])
}

function useSave(draft: ReturnType<typeof useDraft<AdjustmentHead>>, known: Props['known']) {
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { companyId } = useCompany()
  const lotIds = useLotIds(draft.head.postingDate)
  return () =>
    draft.send('save', async () => {
      const { head, filled, value } = draft
      const incoming = comesIn(head.kind)
      const named = filled.flatMap((l, line) => {
        const [itemId, code] = [value(l, 'item'), value(l, 'lot')]
        return incoming && itemId && code ? [{ itemId, code, expiryDate: value(l, 'expiry'), line }] : []
      })
      const ids = await lotIds(named)
      const lines = filled.map((l) => ({
        itemId: value(l, 'item') ?? '',
        unitId: value(l, 'unit'),
        quantity: value(l, 'quantity') ?? '',
        binId: value(l, 'bin'),
        lotId: incoming ? (ids.get(`${value(l, 'item')} ${value(l, 'lot')}`) ?? null) : value(l, 'lot'),
        unitCost: incoming ? value(l, 'unitCost') : null,
      }))
      const { id } = known
        ? await api.inventory.stockAdjustment.update.mutate({ id: known.id, version: known.version, ...head, lines })
        : await api.inventory.stockAdjustment.create.mutate({ companyId, ...head, lines })
      router.push(href(`inventory/adjustments/${id}`))
    })
}
