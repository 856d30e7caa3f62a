'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { GridLine } from '@/components/document/line-grid/model'
import { DateBox, SelectBox, TextBox } from '@/components/form/boxes'
import { UnsavedGuard } from '@/components/form/unsaved'
import { DocumentPageSkeleton } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import { Switch } from '@/components/ui/switch'
import type { revisionKinds, revisionOut } from '@/server/contracts/finance/budget'
import { currencyDigits } from '@/server/kernel/currency'
import { dec } from '@/server/kernel/money'
import { FinancePage } from '../page'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'
import { blankPlan, PlanGrid } from './plan-grid'
import { fromStored, toInput, totalsOf } from './plan-lines'
import { useDimensionName } from './use-plan-columns'
import { useSending } from './use-sending'

type Revision = z.output<typeof revisionOut>
type Kind = (typeof revisionKinds)[number]
type BudgetHead = Pick<
  Revision['budget'],
  'id' | 'name' | 'usesAccount' | 'usesCostCenter' | 'usesProject' | 'months' | 'year'
>

/** The draft of a change that is there. */
export function RevisionEdit({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const name = useDimensionName()
  const query = useQuery(trpc.finance.budgetRevision.get.queryOptions({ id }))
  if (query.isPending) return <DocumentPageSkeleton />
  if (query.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  const r = query.data
  return <RevisionForm key={r.version} kind={r.kind} budget={r.budget} known={r} lines={fromStored(r.lines, name)} />
}

/** A new change of a budget in force. */
export function NewRevision({ budgetId, kind }: { budgetId: string; kind: Kind }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const [lines] = useState(() => blankPlan(kind === 'carry_forward' ? budgetId : undefined))
  const query = useQuery(trpc.finance.budget.get.queryOptions({ id: budgetId }))
  if (query.isPending) return <DocumentPageSkeleton />
  if (query.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  return <RevisionForm kind={kind} budget={query.data} lines={lines} />
}

interface FormProps {
  readonly kind: Kind
  readonly budget: BudgetHead
  readonly known?: Revision
  readonly lines: readonly GridLine[]
}

function RevisionForm({ kind, budget, known, lines: given }: FormProps) {
  const t = useTranslations('finance.revisionForm')
  const kinds = useTranslations('finance.revisionKind')
  const form = useTranslations('finance.budgetForm')
  const words = useTranslations('common')
  const { currency, today } = useBooks()
  const [head, setHead] = useState({
    documentDate: known?.documentDate ?? today,
    reason: known?.reason ?? '',
    carryCommitments: known?.carryCommitments ?? true,
  })
  const [lines, setLines] = useState(given)
  const [touched, setTouched] = useState(false)
  const sending = useSending(() => setTouched(false))
  const refusal = useRefusal()
  const carry = useCarry(budget, known, head.carryCommitments, kind === 'carry_forward')
  const frame = useFrameOf(budget, carry.target)
  const save = useSave({ kind, budget, known, head, lines, target: carry.target })
  const { total } = totalsOf(lines, frame.months.length)
  const touch = (work: () => void) => {
    setTouched(true)
    work()
  }
  const broken = lines.some((l) => Object.values(l.raw ?? {}).some((raw) => raw.error !== 'pending'))
  const uneven = kind !== 'revision' && !dec(total).isZero() ? t('uneven') : null
  return (
    <FinancePage
      title={`${kinds(kind)} · ${budget.name}`}
      actions={
        <Button
          variant="primary"
          keys="mod+s"
          busy={sending.busy}
          disabledReason={refusal('finance.budget.update') ?? (broken ? form('mend') : uneven)}
          onClick={() => sending.send(save.ids, save.run)}
        >
          {words('save')}
        </Button>
      }
    >
      <UnsavedGuard dirty={touched && !sending.busy} />
      <div className="flex flex-col gap-5 pt-2">
        <p className="text-sm text-muted">{t(`hints.${kind}`)}</p>
        {sending.refused ? <Notice tone="blocked">{sending.refused}</Notice> : null}
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
          <DateBox
            label={words('date')}
            required
            value={head.documentDate}
            onChange={(documentDate) => touch(() => setHead({ ...head, documentDate }))}
          />
          <TextBox
            label={t('reason')}
            required
            value={head.reason}
            error={sending.fieldError('reason')}
            onChange={(reason) => touch(() => setHead({ ...head, reason }))}
          />
        </div>
        {kind === 'carry_forward' ? (
          <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
            <SelectBox
              label={t('target')}
              className="w-64"
              value={carry.target?.id ?? null}
              locked={known !== undefined}
              options={carry.targets.map((b) => ({ value: b.id, label: b.name }))}
              onChange={carry.choose}
            />
            <span className="flex h-control items-center gap-2">
              <Switch
                id="carry-commitments"
                checked={head.carryCommitments}
                onCheckedChange={(on) => touch(() => setHead({ ...head, carryCommitments: on }))}
              />
              <Label htmlFor="carry-commitments">{t('carryCommitments')}</Label>
            </span>
            <Button
              disabledReason={carry.target ? null : t('chooseTarget')}
              onClick={async () => {
                const proposed = await carry.propose()
                if (proposed) touch(() => setLines(proposed))
              }}
            >
              {t('propose')}
            </Button>
          </div>
        ) : null}
        <PlanGrid
          frame={frame}
          currency={currency}
          digits={currencyDigits(currency)}
          lines={lines}
          errors={sending.lineErrors}
          {...(kind === 'carry_forward' && {
            budgets: [budget, ...(carry.target ? [carry.target] : [])].map((b) => ({ value: b.id, label: b.name })),
            blankBudget: budget.id,
          })}
          onChange={(next) => touch(() => setLines(next))}
        />
      </div>
    </FinancePage>
  )
}

/** The grid shows the months of the longer year; both have the same dimensions. */
const useFrameOf = (budget: BudgetHead, target: { id: string } | undefined) => {
  const trpc = useTRPC()
  const other = useQuery(
    trpc.finance.budget.get.queryOptions({ id: target?.id ?? '' }, { enabled: target !== undefined }),
  )
  const more = other.data?.months.length ?? 0
  const { usesAccount, usesCostCenter, usesProject, months } = budget
  return useMemo(
    () => ({
      usesAccount,
      usesCostCenter,
      usesProject,
      months: more > months.length ? (other.data?.months ?? months) : months,
    }),
    [usesAccount, usesCostCenter, usesProject, months, more, other.data],
  )
}

function useCarry(budget: BudgetHead, known: Revision | undefined, commitments: boolean, wanted: boolean) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const name = useDimensionName()
  const { companyId } = useBooks()
  const { run } = useRun()
  const filters = [{ column: 'status', operator: 'eq' as const, value: 'approved' }]
  const list = useQuery(
    trpc.finance.budget.list.rows.queryOptions({ companyId, filters, limit: 100 }, { enabled: wanted }),
  )
  const targets = (list.data?.rows ?? [])
    .filter((r) => r.id !== budget.id && String(r.year) > budget.year.name)
    .map((r) => ({ id: r.id, name: `${r.name} (${r.year})` }))
  const [chosen, setChosen] = useState<string | null>(known?.target?.id ?? null)
  const target =
    known?.target ?? targets.find((b) => b.id === chosen) ?? (targets.length === 1 ? targets[0] : undefined)
  const propose = async () => {
    if (!target) return undefined
    let lines: GridLine[] | undefined
    await run(async () => {
      const ask = { budgetId: budget.id, targetBudgetId: target.id, commitments }
      lines = fromStored((await api.finance.budgetRevision.propose.query(ask)).lines, name)
    })
    return lines
  }
  return { targets: known?.target ? [known.target] : targets, target, choose: setChosen, propose }
}

interface Saving extends FormProps {
  readonly head: { documentDate: string; reason: string; carryCommitments: boolean }
  readonly target: { id: string } | undefined
}

function useSave({ kind, budget, known, head, lines, target }: Saving) {
  const api = useTRPCClient()
  const trpc = useTRPC()
  const { companyId } = useBooks()
  const other = useQuery(
    trpc.finance.budget.get.queryOptions({ id: target?.id ?? '' }, { enabled: target !== undefined }),
  )
  const countOf = (id: string | null) =>
    id && id === target?.id ? (other.data?.months.length ?? 12) : budget.months.length
  const input = toInput(lines, countOf)
  const run = async () => {
    const fields = { ...head, carryCommitments: kind === 'carry_forward' && head.carryCommitments, lines: input.lines }
    const { id } = known
      ? await api.finance.budgetRevision.update.mutate({ id: known.id, version: known.version, ...fields })
      : await api.finance.budgetRevision.create.mutate({
          companyId,
          kind,
          budgetId: budget.id,
          targetBudgetId: kind === 'carry_forward' ? (target?.id ?? null) : null,
          ...fields,
        })
    return `finance/budget-revisions/${id}`
  }
  return { ids: input.ids, run }
}
