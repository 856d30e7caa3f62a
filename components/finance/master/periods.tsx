'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateBox, TextBox } from '@/components/form/boxes'
import { DateText } from '@/components/format'
import { useFrame } from '@/components/shell'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { addDays } from '@/server/kernel/calendar-date'
import { FinancePage } from '../page'
import { ReportBody } from '../report/parts'
import { periodTones } from '../tones'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

type Status = 'open' | 'closing' | 'closed'
interface Period {
  readonly id: string
  readonly name: string
  readonly startDate: string
  readonly endDate: string
  readonly status: Status
}
interface Year {
  readonly id: string
  readonly name: string
  readonly startDate: string
  readonly endDate: string
  readonly status: 'open' | 'closed'
  readonly closingEntryId: string | null
  readonly periods: readonly Period[]
}

/** Fiscal years and their months: opened, being closed, closed, and what stands in the way. */
export function Periods() {
  const t = useTranslations('finance.periods')
  const trpc = useTRPC()
  const { companyId } = useBooks()
  const refusal = useRefusal()
  const [adding, setAdding] = useState(false)
  const years = useQuery(trpc.finance.period.years.queryOptions({ companyId }))
  const all: readonly Year[] = years.data?.years ?? []
  return (
    <FinancePage
      title={t('title')}
      actions={
        <Button
          variant="primary"
          keys="c"
          disabledReason={refusal('finance.period.create')}
          onClick={() => setAdding(true)}
        >
          <Plus aria-hidden />
          <span className="max-sm:sr-only">{t('newYear')}</span>
        </Button>
      }
    >
      <ReportBody query={years} columns={4}>
        {all.length === 0 ? <EmptyState title={t('empty')} /> : null}
        <div className="grid gap-8 pt-2">
          {all.map((year) => (
            <FiscalYear key={year.id} year={year} />
          ))}
        </div>
      </ReportBody>
      {adding ? <NewYear latest={all[0]} onClose={() => setAdding(false)} /> : null}
    </FinancePage>
  )
}

function NewYear({ latest, onClose }: { latest: Year | undefined; onClose: () => void }) {
  const t = useTranslations('finance.periods')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { companyId, today } = useBooks()
  const { run } = useRun()
  const [startDate, setStartDate] = useState(latest ? addDays(latest.endDate, 1) : `${today.slice(0, 4)}-01-01`)
  const [busy, setBusy] = useState(false)
  const create = async () => {
    setBusy(true)
    if ((await run(() => client.finance.period.createYear.mutate({ companyId, startDate }))) !== null) onClose()
    setBusy(false)
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t('newYear')}
      description={t('newYearText')}
      confirmLabel={t('openYear')}
      cancelLabel={words('cancel')}
      busy={busy}
      onConfirm={create}
    >
      <DateBox label={t('firstDay')} value={startDate} onChange={setStartDate} />
    </AlertDialog>
  )
}

function FiscalYear({ year }: { year: Year }) {
  const t = useTranslations('finance.periods')
  const words = useTranslations('common')
  const states = useTranslations('finance.periodStatus')
  const { href } = useFrame()
  const [asked, setAsked] = useState<Asked | null>(null)
  return (
    <section aria-label={year.name}>
      <header className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base">{t('year', { name: year.name })}</h2>
        <StateBadge tone={periodTones[year.status]}>{states(year.status)}</StateBadge>
        <span className="text-sm text-muted">
          <DateText value={year.startDate} /> – <DateText value={year.endDate} />
        </span>
        {year.closingEntryId ? (
          <Link
            className="text-sm text-accent-text underline-offset-3 hover:underline"
            href={href(`finance/journal-entries/${year.closingEntryId}`)}
          >
            {t('closingEntry')}
          </Link>
        ) : null}
        <YearAction year={year} onAsk={setAsked} />
      </header>
      <Table label={year.name} containerClassName="max-w-4xl rounded-md border bg-surface">
        <TableHeader>
          <tr>
            <TableHead>{words('period')}</TableHead>
            <TableHead className="max-sm:hidden">{t('days')}</TableHead>
            <TableHead>{words('state')}</TableHead>
            <TableHead />
          </tr>
        </TableHeader>
        <TableBody>
          {year.periods.map((period) => (
            <TableRow key={period.id}>
              <TableCell className="tabular-nums">{period.name}</TableCell>
              <TableCell className="text-muted max-sm:hidden">
                <DateText value={period.startDate} /> – <DateText value={period.endDate} />
              </TableCell>
              <TableCell>
                <StateBadge plain tone={periodTones[period.status]}>
                  {states(period.status)}
                </StateBadge>
              </TableCell>
              <TableCell className="text-right whitespace-nowrap">
                <PeriodActions period={period} year={year} onAsk={setAsked} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {asked ? <AskStatus asked={asked} onClose={() => setAsked(null)} /> : null}
    </section>
  )
}

type Asked =
  | { readonly what: 'period'; readonly period: Period; readonly status: Status }
  | { readonly what: 'closeYear' | 'reopenYear'; readonly year: Year }

function YearAction({ year, onAsk }: { year: Year; onAsk: (asked: Asked) => void }) {
  const t = useTranslations('finance.periods')
  const refusal = useRefusal()
  const closing = year.status === 'open'
  return (
    <Button
      size="sm"
      className="ml-auto"
      disabledReason={refusal(closing ? 'finance.period.close_year' : 'finance.period.reopen')}
      onClick={() => onAsk({ what: closing ? 'closeYear' : 'reopenYear', year })}
    >
      {closing ? t('closeYear') : t('reopenYear')}
    </Button>
  )
}

function PeriodActions({ period, year, onAsk }: { period: Period; year: Year; onAsk: (asked: Asked) => void }) {
  const t = useTranslations('finance.periods')
  const refusal = useRefusal()
  const yearClosed = year.status === 'closed' ? t('yearClosed') : null
  const button = (status: Status, label: string) => (
    <Button
      key={status}
      size="sm"
      variant="quiet"
      disabledReason={yearClosed ?? refusal(status === 'open' ? 'finance.period.reopen' : 'finance.period.close')}
      onClick={() => onAsk({ what: 'period', period, status })}
    >
      {label}
    </Button>
  )
  return (
    <span className="inline-flex gap-1">
      {period.status === 'open' ? button('closing', t('beginClose')) : null}
      {period.status === 'closed' ? null : button('closed', t('close'))}
      {period.status === 'open' ? null : button('open', t('reopen'))}
    </span>
  )
}

function AskStatus({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const t = useTranslations('finance.periods')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { run } = useRun()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const key = asked.what === 'period' ? asked.status : asked.what
  const name = asked.what === 'period' ? asked.period.name : asked.year.name
  const send = async () => {
    const { period } = client.finance
    if (asked.what === 'period')
      await period.setStatus.mutate({ id: asked.period.id, status: asked.status, reason: reason || null })
    else await (asked.what === 'closeYear' ? period.closeYear : period.reopenYear).mutate({ id: asked.year.id })
  }
  return (
    <AlertDialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={t(`ask.${key}.title`, { name })}
      description={t(`ask.${key}.text`)}
      confirmLabel={t(`ask.${key}.do`)}
      cancelLabel={words('cancel')}
      busy={busy}
      onConfirm={async () => {
        setBusy(true)
        if ((await run(send)) !== null) onClose()
        setBusy(false)
      }}
    >
      {asked.what === 'period' ? <TextBox label={words('reason')} value={reason} onChange={setReason} /> : null}
    </AlertDialog>
  )
}
