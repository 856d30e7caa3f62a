'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { GridColumn, GridLine } from '@/components/document/line-grid/model'
import { useChart } from '@/components/finance/use-books'
import { DateBox, LookupBox, TextBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { DraftPage } from '../draft/draft-page'
import { newLineId, useDraft } from '../draft/use-draft'
import { useItemColumn } from '../lookups'
import { useCompany } from '../use-place'

export interface RevaluationHead {
  readonly documentDate: string
  readonly postingDate: string
  readonly reason: string
  readonly contraAccountId: string | null
  readonly note: string
}
interface Props {
  readonly known?: { readonly id: string; readonly version: number }
  readonly head: RevaluationHead
  readonly lines: readonly GridLine[]
}

const BLANK = { item: null, unitCost: null }
const KEYS = ['item', 'unitCost']
const FIELDS = ['documentDate', 'postingDate', 'reason', 'contraAccountId', 'note']
export const blankLines = (): GridLine[] => Array.from({ length: 4 }, () => ({ id: newLineId(), values: BLANK }))

/** New unit costs, for items at standard cost a new standard: head and lines of the draft. */
export function RevaluationForm({ known, head: first, lines }: Props) {
  const t = useTranslations('inventory')
  const router = useRouter()
  const { href } = useFrame()
  const refusal = useRefusal()
  const api = useTRPCClient()
  const { companyId } = useCompany()
  const draft = useDraft({ head: first, lines, keys: KEYS })
  const { head, change, errorOf, value } = draft
  const chart = useChart()
  const columns = useColumns()
  const account = head.contraAccountId ? chart.byId.get(head.contraAccountId) : undefined
  const save = () =>
    draft.send('save', async () => {
      const input = {
        ...head,
        lines: draft.filled.map((l) => ({ itemId: value(l, 'item') ?? '', unitCost: value(l, 'unitCost') ?? '' })),
      }
      const { id } = known
        ? await api.inventory.stockRevaluation.update.mutate({ id: known.id, version: known.version, ...input })
        : await api.inventory.stockRevaluation.create.mutate({ companyId, ...input })
      router.push(href(`inventory/revaluations/${id}`))
    })
  return (
    <DraftPage
      title={known ? t('doc.edit') : t('stockRevaluations.new')}
      draft={draft}
      columns={columns}
      blank={() => BLANK}
      fields={FIELDS}
      saveLabel={known ? t('doc.save') : t('doc.create')}
      refused={refusal('inventory.stock_revaluation.create') ?? null}
      onSave={save}
      onCancel={() => router.push(href(known ? `inventory/revaluations/${known.id}` : 'inventory/revaluations'))}
      hint={t('revaluation.hint')}
    >
      <DateBox
        label={t('doc.postingDate')}
        required
        value={head.postingDate}
        error={errorOf('postingDate')}
        onChange={(postingDate) => change({ postingDate, documentDate: postingDate })}
      />
      <TextBox
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

function useColumns(): readonly GridColumn[] {
  const t = useTranslations('inventory')
  const { search, resolve } = useItemColumn()
  return useMemo(
    (): GridColumn[] => [
      { key: 'item', title: t('doc.item'), kind: 'lookup', grow: true, width: 260, required: true, search, resolve },
      { key: 'unitCost', title: t('revaluation.newCost'), kind: 'decimal', width: 160, required: true, digits: 6 },
    ],
    [search, resolve, t],
  )
}
