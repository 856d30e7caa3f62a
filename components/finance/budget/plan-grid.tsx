'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { LineGrid } from '@/components/document/line-grid/line-grid'
import type { GridLine } from '@/components/document/line-grid/model'
import { SelectBox } from '@/components/form/boxes'
import { Money } from '@/components/format'
import { Button } from '@/components/ui/button'
import type { Spread } from '@/server/contracts/finance/budget-spread'
import { spreadLines, totalsOf, weightsOf } from './plan-lines'
import { type PlanFrame, usePlanColumns } from './use-plan-columns'

interface Props {
  readonly frame: PlanFrame
  readonly currency: string
  readonly digits: number
  readonly lines: readonly GridLine[]
  readonly onChange: (lines: readonly GridLine[]) => void
  readonly errors: ReadonlyMap<string, Record<string, string>>
  /** The budgets that a carry-forward moves between. */
  readonly budgets?: readonly { value: string; label: string }[]
  readonly blankBudget?: string
}

const blankValues = (budget?: string): Record<string, string | null> => (budget ? { budget } : {})
const newId = () => crypto.randomUUID()
const SPREADS = ['month', 'quarter', 'year', 'weights'] as const

/** The month grid of a budget: pasted from a spreadsheet, filled down, or spread from an amount for the year. */
export function PlanGrid({ frame, currency, digits, lines, onChange, errors, budgets, blankBudget }: Props) {
  const t = useTranslations('finance.budgetForm')
  const columns = usePlanColumns(frame, digits, budgets)
  const [by, setBy] = useState<Spread['by']>('month')
  const count = frame.months.length
  const weights = weightsOf(lines, count)
  const pending = lines.some((l) => l.values.annual)
  const { total } = totalsOf(lines, count)
  const reason = pending ? (by === 'weights' && !weights ? t('noWeights') : null) : t('nothingToSpread')
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-wrap items-end gap-2">
        <SelectBox
          label={t('spread')}
          className="w-64"
          value={by}
          options={SPREADS.map((value) => ({ value, label: t(`spreads.${value}`) }))}
          onChange={(value) => setBy(SPREADS.find((s) => s === value) ?? 'month')}
        />
        <Button disabledReason={reason} onClick={() => onChange(spreadLines(lines, by, weights, count, digits))}>
          {t('spreadNow')}
        </Button>
        <p className="ml-auto text-sm text-muted">
          {t('total')} <Money value={total} currency={currency} />
        </p>
      </div>
      <LineGrid
        label={t('lines')}
        columns={columns}
        lines={lines}
        newId={newId}
        blank={() => blankValues(blankBudget)}
        maxLines={2000}
        errors={errors}
        onChange={onChange}
      />
    </div>
  )
}

export const blankPlan = (budget?: string): GridLine[] =>
  Array.from({ length: 6 }, () => ({ id: newId(), values: blankValues(budget) }))

/** Where an issue of the server stands in the grid. */
export function planErrors(
  issues: readonly { path: string; code: string; params?: Record<string, string | number> }[],
  sent: readonly string[],
  say: (issue: { code: string; params?: Record<string, string | number> }) => string,
): Map<string, Record<string, string>> {
  const errors = new Map<string, Record<string, string>>()
  for (const issue of issues) {
    const [, index, key, month] = /^lines\.(\d+)\.?(\w*)\.?(\d*)/.exec(issue.path) ?? []
    const id = sent[Number(index)]
    const column =
      key === 'months'
        ? `m${month || 0}`
        : key === 'costCenterId'
          ? 'costCenter'
          : key === 'projectId'
            ? 'project'
            : key === 'budgetId'
              ? 'budget'
              : 'account'
    if (id) errors.set(id, { ...errors.get(id), [column]: say(issue) })
  }
  return errors
}
