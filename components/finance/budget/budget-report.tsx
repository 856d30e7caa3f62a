'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment, useState } from 'react'
import type { z } from 'zod'
import { useTRPC } from '@/components/api/client'
import { BarFigure } from '@/components/chart/chart'
import { SelectBox } from '@/components/form/boxes'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Label } from '@/components/ui/label'
import { StateBadge } from '@/components/ui/state-badge'
import { Switch } from '@/components/ui/switch'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { budgetReportOut } from '@/server/contracts/finance/budget'
import { FinancePage } from '../page'
import { Figure, ReportBody, ReportHead } from '../report/parts'
import { ReportActions } from '../report/toolbar'
import { useUrl } from '../report/use-url'
import { useBooks } from '../use-books'
import { useDimensionName, useMonthName } from './use-plan-columns'

type Report = z.output<typeof budgetReportOut>
type Row = Report['rows'][number]
type Figures = Report['total']
const FIGURES = ['budgeted', 'preCommitted', 'committed', 'actual', 'available'] as const
const STAGE = { budgeted: 'budget', preCommitted: 'pre_commitment', committed: 'commitment', actual: 'actual' } as const

/** Budget and what is used of it, by line and month, alone or cumulative; each figure leads to the documents behind it. */
export function BudgetReport() {
  const t = useTranslations('finance.budgetReport')
  const trpc = useTRPC()
  const { companyId, companyName } = useBooks()
  const [params, change] = useUrl()
  const budgets = useQuery(trpc.finance.budget.list.rows.queryOptions({ companyId, filters: LIVE, limit: 100 }))
  const options = (budgets.data?.rows ?? []).map((b) => ({ value: b.id, label: `${b.name} (${b.year})` }))
  const budgetId = params.get('budget') ?? options[0]?.value ?? ''
  const cumulative = params.get('cumulative') === '1'
  const over = params.get('over') === '1'
  const input = { budgetId, over }
  const query = useQuery(
    trpc.finance.budget.report.queryOptions(input, { enabled: budgetId !== '', placeholderData: keepPreviousData }),
  )
  const data = query.data
  const nothing = !budgets.isPending && budgetId === ''
  return (
    <FinancePage
      title={t('title')}
      actions={budgetId ? <ReportActions report="budget" title={t('title')} input={input} /> : null}
      toolbar={
        <>
          <SelectBox
            label={t('budget')}
            className="w-72 max-w-full"
            value={budgetId || null}
            options={options}
            onChange={(budget) => change({ budget })}
          />
          <Toggle
            id="cumulative"
            label={t('cumulative')}
            on={cumulative}
            set={(on) => change({ cumulative: on ? '1' : null })}
          />
          <Toggle id="over" label={t('onlyOver')} on={over} set={(on) => change({ over: on ? '1' : null })} />
        </>
      }
    >
      {nothing ? (
        <p className="py-8 text-center text-sm text-muted">{t('empty')}</p>
      ) : (
        <ReportBody query={query} columns={6}>
          {data ? (
            <>
              <ReportHead
                company={companyName}
                when={`${data.budget.name} · ${data.budget.year.name}`}
                currency={data.currency}
              />
              <UsageFigure data={data} cumulative={cumulative} />
              <Lines data={data} cumulative={cumulative} />
            </>
          ) : null}
        </ReportBody>
      )}
    </FinancePage>
  )
}

const LIVE = [{ column: 'status', operator: 'eq' as const, value: 'approved' }]

function Toggle({ id, label, on, set }: { id: string; label: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <span className="flex h-control items-center gap-2">
      <Switch id={id} checked={on} onCheckedChange={set} />
      <Label htmlFor={id}>{label}</Label>
    </span>
  )
}

function UsageFigure({ data, cumulative }: { data: Report; cumulative: boolean }) {
  const t = useTranslations('finance.budgetReport')
  const format = useFormat()
  const monthName = useMonthName()
  const entries = useEntriesHref(data)
  const series = [
    { key: 'budgeted', label: t('figure.budgeted'), color: 6 as const },
    { key: 'actual', label: t('figure.actual'), color: 1 as const },
    { key: 'committed', label: t('figure.committed'), color: 2 as const },
    { key: 'preCommitted', label: t('figure.preCommitted'), color: 3 as const },
  ]
  return (
    <BarFigure
      className="mb-4"
      title={t('figure.available')}
      headline={format.money(data.total.available, data.currency)}
      note={data.budget.name}
      series={series}
      points={data.byMonth.map((m) => {
        const { budgeted, actual, committed, preCommitted } = cumulative ? m.cumulative : m
        const values = { budgeted, actual, committed, preCommitted }
        return { id: m.month, label: monthName(m.month), values, href: entries(null, m.month) }
      })}
      format={(value) => format.money(value, data.currency)}
    />
  )
}

/** The entries behind a figure: of the budget, its line, month and stage. */
function useEntriesHref({ budget }: Report) {
  const { href } = useFrame()
  return (row: Row | null, month: string | null, stage?: string) => {
    const params = new URLSearchParams()
    const add = (column: string, value: string, operator = 'eq') =>
      params.append('f', `${column}.${operator}.${encodeURIComponent(value).replaceAll('.', '%2E')}`)
    add('budget', budget.name)
    if (row?.account) add('account', row.account.code)
    if (row?.costCenter) add('costCenter', row.costCenter.code)
    if (row?.project) add('project', row.project.code)
    if (month) add('month', month)
    if (stage) add('stage', stage)
    return href(`finance/budget-entries?${params}`)
  }
}

function Lines({ data, cumulative }: { data: Report; cumulative: boolean }) {
  const t = useTranslations('finance.budgetReport')
  const words = useTranslations('common')
  return (
    <Table label={t('title')}>
      <TableHeader>
        <tr>
          <TableHead>{t('line')}</TableHead>
          {FIGURES.map((key) => (
            <TableHead key={key} numeric>
              {t(`figure.${key}`)}
            </TableHead>
          ))}
        </tr>
      </TableHeader>
      <TableBody>
        {data.rows.map((row) => (
          <Line key={row.lineId} row={row} data={data} cumulative={cumulative} />
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell>{words('total')}</TableCell>
          <Amounts of={data.total} currency={data.currency} />
        </TableRow>
      </TableFooter>
    </Table>
  )
}

function Line({ row, data, cumulative }: { row: Row; data: Report; cumulative: boolean }) {
  const t = useTranslations('finance.budgetReport')
  const [open, setOpen] = useState(false)
  const name = useDimensionName()
  const monthName = useMonthName()
  const entries = useEntriesHref(data)
  const label = [row.account, row.costCenter, row.project].flatMap((d) => (d ? name(d) : [])).join(' · ') || t('blank')
  const Icon = open ? ChevronDown : ChevronRight
  return (
    <Fragment>
      <TableRow>
        <TableCell className="min-w-56">
          <button
            type="button"
            aria-expanded={open}
            className="inline-flex items-center gap-1 text-left"
            onClick={() => setOpen(!open)}
          >
            <Icon aria-hidden className="size-4 shrink-0 text-faint" />
            {label}
          </button>
          {row.over ? (
            <span className="ml-2 inline-block">
              <StateBadge tone="blocked">{t('over')}</StateBadge>
            </span>
          ) : null}
        </TableCell>
        <Amounts of={row.total} currency={data.currency} href={(stage) => entries(row, null, stage)} />
      </TableRow>
      {open
        ? row.months.map((m) => (
            <TableRow key={m.month}>
              <TableCell className="pl-9 text-muted">
                <Link className="underline-offset-3 hover:underline" href={entries(row, m.month)}>
                  {monthName(m.month, true)}
                </Link>
              </TableCell>
              <Amounts
                of={cumulative ? m.cumulative : m}
                currency={data.currency}
                {...(!cumulative && { href: (stage: string) => entries(row, m.month, stage) })}
              />
            </TableRow>
          ))
        : null}
    </Fragment>
  )
}

function Amounts({ of, currency, href }: { of: Figures; currency: string; href?: (stage: string) => string }) {
  return FIGURES.map((key) => (
    <TableCell
      key={key}
      numeric
      className={key === 'available' && of.available.startsWith('-') ? 'text-blocked' : undefined}
    >
      <Figure value={of[key]} currency={currency} {...(href && key !== 'available' && { href: href(STAGE[key]) })} />
    </TableCell>
  ))
}
