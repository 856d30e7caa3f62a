'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { GridLine } from '@/components/document/line-grid/model'
import { SelectBox, TextBox } from '@/components/form/boxes'
import { UnsavedGuard } from '@/components/form/unsaved'
import { DocumentPageSkeleton } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import { Switch } from '@/components/ui/switch'
import type { budgetOut } from '@/server/contracts/finance/budget'
import { monthsOf } from '@/server/contracts/finance/budget-spread'
import { currencyDigits } from '@/server/kernel/currency'
import { FinancePage } from '../page'
import { useBooks } from '../use-books'
import { ControlFields, type Controls } from './control-fields'
import { blankPlan, PlanGrid } from './plan-grid'
import { fromStored, toInput } from './plan-lines'
import { useDimensionName } from './use-plan-columns'
import { useSending } from './use-sending'

type Budget = z.output<typeof budgetOut>
interface Head extends Controls {
  readonly name: string
  readonly fiscalYearId: string
  readonly usesAccount: boolean
  readonly usesCostCenter: boolean
  readonly usesProject: boolean
}
const DIMENSIONS = ['usesAccount', 'usesCostCenter', 'usesProject'] as const

/** The draft of a budget that is there. */
export function BudgetEdit({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const name = useDimensionName()
  const query = useQuery(trpc.finance.budget.get.queryOptions({ id }))
  if (query.isPending) return <DocumentPageSkeleton />
  if (query.isError) return <ErrorState title={words('notFoundTitle')}>{words('notFoundText')}</ErrorState>
  const b = query.data
  const demands = b.demands.map((d) => ({ id: d.id, label: name(d) }))
  return (
    <BudgetForm
      key={b.version}
      known={b}
      initial={{ ...b, fiscalYearId: b.year.id, demands }}
      lines={[...fromStored(b.lines, name), ...blankPlan().slice(0, 2)]}
    />
  )
}

export function NewBudget() {
  const trpc = useTRPC()
  const { companyId, today } = useBooks()
  const years = useQuery(trpc.finance.period.years.queryOptions({ companyId }, { staleTime: 60_000 }))
  const [lines] = useState(blankPlan)
  if (years.isPending) return <DocumentPageSkeleton />
  const year = years.data?.years.find((y) => y.startDate <= today && today <= y.endDate) ?? years.data?.years[0]
  const effects = { onRequisition: null, onOrder: null, onActual: null, onTotal: 'block' } as const
  return (
    <BudgetForm
      initial={{
        name: '',
        fiscalYearId: year?.id ?? '',
        usesAccount: true,
        usesCostCenter: true,
        usesProject: false,
        control: 'cumulative',
        ...effects,
        demands: [],
      }}
      lines={lines}
    />
  )
}

/** A budget in the making: its dimensions, how it controls, and the month grid. */
function BudgetForm({ known, initial, lines: given }: { known?: Budget; initial: Head; lines: readonly GridLine[] }) {
  const t = useTranslations('finance.budgetForm')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const { companyId, currency } = useBooks()
  const years = useQuery(trpc.finance.period.years.queryOptions({ companyId }, { staleTime: 60_000 }))
  const [head, setHead] = useState(initial)
  const [lines, setLines] = useState(given)
  const [touched, setTouched] = useState(false)
  const refusal = useRefusal()
  const sending = useSending(() => setTouched(false))
  const year = years.data?.years.find((y) => y.id === head.fiscalYearId)
  const { usesAccount, usesCostCenter, usesProject } = head
  const frame = useMemo(
    () => ({ usesAccount, usesCostCenter, usesProject, months: year ? monthsOf(year) : [] }),
    [usesAccount, usesCostCenter, usesProject, year],
  )
  const save = useSave(head, lines, frame.months.length, known)
  const change = (part: Partial<Head>) => {
    setTouched(true)
    setHead((now) => ({ ...now, ...part }))
  }
  const broken = lines.some((l) => Object.values(l.raw ?? {}).some((raw) => raw.error !== 'pending'))
  return (
    <FinancePage
      title={known ? t('editTitle', { name: known.name }) : t('newTitle')}
      actions={
        <Button
          variant="primary"
          keys="mod+s"
          busy={sending.busy}
          disabledReason={
            refusal(known ? 'finance.budget.update' : 'finance.budget.create') ?? (broken ? t('mend') : null)
          }
          onClick={() => sending.send(save.ids, save.run)}
        >
          {words('save')}
        </Button>
      }
    >
      <UnsavedGuard dirty={touched && !sending.busy} />
      <div className="flex flex-col gap-5 pt-2">
        {sending.refused ? <Notice tone="blocked">{sending.refused}</Notice> : null}
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-[minmax(0,1fr)_10rem] lg:grid-cols-[minmax(0,1fr)_10rem_auto]">
          <TextBox
            label={t('name')}
            required
            value={head.name}
            error={sending.fieldError('name')}
            onChange={(name) => change({ name })}
          />
          <SelectBox
            label={t('year')}
            value={head.fiscalYearId}
            options={(years.data?.years ?? []).map((y) => ({ value: y.id, label: y.name }))}
            onChange={(fiscalYearId) => change({ fiscalYearId })}
          />
          <fieldset className="flex flex-wrap items-end gap-x-4 gap-y-1">
            <legend className="sr-only">{t('dimensions')}</legend>
            {DIMENSIONS.map((key) => (
              <span key={key} className="flex h-control items-center gap-2">
                <Switch id={key} checked={head[key]} onCheckedChange={(on) => change({ [key]: on })} />
                <Label htmlFor={key}>{t(key)}</Label>
              </span>
            ))}
          </fieldset>
        </div>
        <ControlFields value={head} onChange={change} />
        <PlanGrid
          frame={frame}
          currency={currency}
          digits={currencyDigits(currency)}
          lines={lines}
          errors={sending.lineErrors}
          onChange={(next) => {
            setTouched(true)
            setLines(next)
          }}
        />
      </div>
    </FinancePage>
  )
}

function useSave(head: Head, lines: readonly GridLine[], count: number, known?: Budget) {
  const api = useTRPCClient()
  const { companyId } = useBooks()
  const input = toInput(lines, () => count)
  const run = async () => {
    const { name, fiscalYearId, usesAccount, usesCostCenter, usesProject, control, demands } = head
    const { onRequisition, onOrder, onActual, onTotal } = head
    const fields = {
      ...{ name, fiscalYearId, usesAccount, usesCostCenter, usesProject, control },
      ...{ onRequisition, onOrder, onActual, onTotal },
      demandAccountIds: demands.map((d) => d.id),
      // What a dimension that was switched off held is left out.
      lines: input.lines.map(({ budgetId: _budget, ...l }) => ({
        ...l,
        accountId: usesAccount ? l.accountId : null,
        costCenterId: usesCostCenter ? l.costCenterId : null,
        projectId: usesProject ? l.projectId : null,
      })),
    }
    const { id } = known
      ? await api.finance.budget.update.mutate({ id: known.id, version: known.version, ...fields })
      : await api.finance.budget.create.mutate({ companyId, ...fields })
    return `finance/budgets/${id}`
  }
  return { ids: input.ids, run }
}
