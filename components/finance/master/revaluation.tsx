'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateBox } from '@/components/form/boxes'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { isCalendarDate } from '@/server/kernel/calendar-date'
import { dec } from '@/server/kernel/money'
import { FinancePage } from '../page'
import { Figure, ReportBody } from '../report/parts'
import { useUrl } from '../report/use-url'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

/** Foreign balances at the closing rate of a day: what would be posted, the button that posts it, and what was posted before. */
export function Revaluation() {
  const t = useTranslations('finance.revaluation')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const format = useFormat()
  const refusal = useRefusal()
  const { run } = useRun()
  const { companyId, today } = useBooks()
  const [params, change] = useUrl()
  const [busy, setBusy] = useState(false)
  const asked = params.get('date') ?? ''
  const date = isCalendarDate(asked) ? asked : today
  const preview = useQuery(
    trpc.finance.revaluation.preview.queryOptions(
      { companyId, date },
      { placeholderData: keepPreviousData, retry: false },
    ),
  )
  const data = preview.data
  const due = data?.rows.some((r) => !dec(r.toPost).isZero()) ?? false
  const post = async () => {
    setBusy(true)
    await run(() => client.finance.revaluation.post.mutate({ companyId, date }), t('done'))
    setBusy(false)
  }
  return (
    <FinancePage
      title={t('title')}
      hint={t('hint')}
      actions={
        <Button
          variant="primary"
          busy={busy}
          disabledReason={refusal('finance.currency_revaluation.post') ?? (due ? null : t('nothing'))}
          onClick={post}
        >
          {t('post')}
        </Button>
      }
      toolbar={
        <DateBox
          label={t('date')}
          className="w-36"
          value={date}
          onChange={(day) => change({ date: isCalendarDate(day) ? day : null })}
        />
      }
    >
      <ReportBody query={preview} columns={8}>
        {data ? (
          <>
            <p className="pb-2 text-sm text-muted">
              {[
                data.period,
                t('reverses', { date: format.date(data.reversalDate) }),
                data.postedOn && t('postedOn', { date: format.date(data.postedOn) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {data.rows.length === 0 ? <EmptyState title={t('none')} /> : <Balances data={data} />}
            <Runs />
          </>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}

interface Row {
  readonly kind: 'receivable' | 'payable' | 'bank'
  readonly accountId: string
  readonly accountCode: string
  readonly nameEn: string
  readonly nameZh: string
  readonly currency: string
  readonly amount: string
  readonly baseAmount: string
  readonly rate: string
  readonly valued: string
  readonly difference: string
  readonly toPost: string
}

function Balances({ data }: { data: { currency: string; rows: readonly Row[]; gain: string; loss: string } }) {
  const t = useTranslations('finance.revaluation')
  const format = useFormat()
  const zh = useLocale().startsWith('zh')
  const figures = ['baseAmount', 'valued', 'difference', 'toPost'] as const
  const heads = { baseAmount: t('book'), valued: t('valued'), difference: t('difference'), toPost: t('toPost') }
  return (
    <Table label={t('title')}>
      <TableHeader>
        <tr>
          <TableHead>{t('account')}</TableHead>
          <TableHead numeric>{t('balance')}</TableHead>
          <TableHead>{t('currency')}</TableHead>
          <TableHead numeric>{t('rate')}</TableHead>
          {figures.map((key) => (
            <TableHead key={key} numeric>
              {`${heads[key]} ${data.currency}`}
            </TableHead>
          ))}
        </tr>
      </TableHeader>
      <TableBody>
        {data.rows.map((r) => (
          <TableRow key={`${r.kind}${r.accountId}${r.currency}`}>
            <TableCell className="min-w-40">
              {`${r.accountCode} ${zh ? r.nameZh : r.nameEn}`} <span className="text-faint">{t(`kind.${r.kind}`)}</span>
            </TableCell>
            <TableCell numeric>
              <Figure value={r.amount} currency={r.currency} />
            </TableCell>
            <TableCell>{r.currency}</TableCell>
            <TableCell numeric>{format.quantity(r.rate)}</TableCell>
            {figures.map((key) => (
              <TableCell key={key} numeric>
                <Figure value={r[key]} currency={data.currency} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        {(['gain', 'loss'] as const).map((key) => (
          <TableRow key={key}>
            <TableCell colSpan={7}>{t(key)}</TableCell>
            <TableCell numeric>
              <Figure value={data[key]} currency={data.currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableFooter>
    </Table>
  )
}

/** What was posted before, with its entries. */
function Runs() {
  const t = useTranslations('finance.revaluation')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const { companyId, currency } = useBooks()
  const { data } = useQuery(trpc.finance.revaluation.list.queryOptions({ companyId }, { retry: false }))
  if (!data) return null
  return (
    <section className="pt-6" aria-label={t('runs')}>
      <h2 className="pb-2 font-medium text-sm">{t('runs')}</h2>
      {data.runs.length === 0 ? (
        <p className="text-sm text-muted">{t('noRuns')}</p>
      ) : (
        <Table label={t('runs')}>
          <TableHeader>
            <tr>
              <TableHead>{t('period')}</TableHead>
              <TableHead>{t('date')}</TableHead>
              <TableHead numeric>{`${t('difference')} ${currency}`}</TableHead>
              <TableHead>{t('entries')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {data.runs.map((run) => (
              <TableRow key={run.id}>
                <TableCell>{run.period}</TableCell>
                <TableCell>{format.date(run.date)}</TableCell>
                <TableCell numeric>
                  <Figure value={run.difference} currency={currency} />
                </TableCell>
                <TableCell>
                  <span className="flex flex-wrap gap-x-3">
                    {run.entries.map((e) => (
                      <Link
                        key={e.id}
                        className="underline-offset-3 hover:underline"
                        href={href(`finance/journal-entries/${e.id}`)}
                      >
                        {e.number}
                      </Link>
                    ))}
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}
