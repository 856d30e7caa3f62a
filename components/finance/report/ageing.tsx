'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { DateBox, SelectBox } from '@/components/form/boxes'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { ToggleGroup } from '@/components/ui/toggle-group'
import { isCalendarDate } from '@/server/kernel/calendar-date'
import { dec, HUNDRED } from '@/server/kernel/money'
import { FinancePage } from '../page'
import { useBooks } from '../use-books'
import { Figure, ReportBody, ReportHead } from './parts'
import { ReportActions } from './toolbar'
import { useUrl } from './use-url'

/** Colours of the ages, from not due to the oldest: the word stands in the head of each column. */
const AGE = ['bg-done', 'bg-attention', 'bg-attention', 'bg-blocked', 'bg-blocked']

/** What is open by age and partner, as it stood on any day. */
export function Ageing() {
  const t = useTranslations('finance.report')
  const sides = useTranslations('finance.side')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const { companyId, companyName, today } = useBooks()
  const [params, change] = useUrl()
  const side = params.get('side') === 'payable' ? 'payable' : 'receivable'
  const by = params.get('by') === 'document' ? 'document' : 'due'
  const asked = params.get('date') ?? ''
  const date = isCalendarDate(asked) ? asked : today
  const input = { companyId, side, by, date } as const
  const query = useQuery(trpc.finance.report.ageing.queryOptions(input, { placeholderData: keepPreviousData }))
  const data = query.data
  const title = t('ageing')
  const bounds = data?.bounds ?? []
  const heads = [
    t('notDue'),
    ...bounds.map((b, i) => t('days', { from: (bounds[i - 1] ?? 0) + 1, to: b })),
    t('over', { days: bounds.at(-1) ?? 0 }),
  ]
  const columns = heads.length + 2
  return (
    <FinancePage
      title={title}
      actions={<ReportActions report="ageing" title={title} input={input} />}
      toolbar={
        <>
          <ToggleGroup
            label={t('side')}
            value={side}
            onValueChange={(value) => change({ side: value === 'payable' ? value : null })}
            options={[
              { value: 'receivable', label: sides('receivable') },
              { value: 'payable', label: sides('payable') },
            ]}
          />
          <DateBox
            label={t('asOfLabel')}
            className="w-36"
            value={date}
            onChange={(day) => change({ date: isCalendarDate(day) ? day : null })}
          />
          <SelectBox
            label={t('ageBy')}
            className="w-40"
            value={by}
            options={[
              { value: 'due', label: words('dueDate') },
              { value: 'document', label: words('documentDate') },
            ]}
            onChange={(value) => change({ by: value === 'document' ? value : null })}
          />
        </>
      }
    >
      <ReportBody query={query} columns={columns}>
        {data ? (
          <>
            <ReportHead company={companyName} when={t('asOf', { date: format.date(date) })} currency={data.currency} />
            <AgeBar figures={[data.totals.current, ...data.totals.buckets]} heads={heads} />
            {data.rows.length === 0 ? (
              <EmptyState title={t('nothingOpen')} />
            ) : (
              <Table label={title}>
                <TableHeader>
                  <tr>
                    <TableHead>{t('partner')}</TableHead>
                    {heads.map((head, i) => (
                      <TableHead key={head} numeric>
                        <span
                          aria-hidden
                          className={cn('mr-1.5 inline-block size-2 rounded-full', AGE[Math.min(i, 4)])}
                        />
                        {head}
                      </TableHead>
                    ))}
                    <TableHead numeric>{words('total')}</TableHead>
                  </tr>
                </TableHeader>
                <TableBody>
                  {data.rows.map((row) => (
                    <TableRow key={row.partyId}>
                      <TableCell className="min-w-40">
                        <Link
                          className="underline-offset-3 hover:underline"
                          href={href(`finance/statements?party=${row.partyId}&side=${side}`)}
                        >
                          {row.name}
                        </Link>{' '}
                        <span className="text-faint">{row.code}</span>
                      </TableCell>
                      {[row.current, ...row.buckets].map((value, i) => (
                        <TableCell key={heads[i]} numeric>
                          <Figure value={value} currency={data.currency} />
                        </TableCell>
                      ))}
                      <TableCell numeric className="font-medium">
                        <Figure value={row.total} currency={data.currency} />
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
                <TableFooter>
                  <TableRow>
                    <TableCell>{words('total')}</TableCell>
                    {[data.totals.current, ...data.totals.buckets, data.totals.total].map((value, i) => (
                      <TableCell key={heads[i] ?? 'total'} numeric>
                        <Figure value={value} currency={data.currency} />
                      </TableCell>
                    ))}
                  </TableRow>
                </TableFooter>
              </Table>
            )}
          </>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}

/** The shares of the ages as one bar; credits take no width. */
function AgeBar({ figures, heads }: { figures: readonly string[]; heads: readonly string[] }) {
  const widths = figures.map((f) => (f.startsWith('-') ? dec(0) : dec(f)))
  const whole = widths.reduce((a, b) => a.plus(b), dec(0))
  if (whole.isZero()) return null
  return (
    <div aria-hidden className="mb-3 flex h-2 max-w-3xl gap-0.5 overflow-hidden rounded-full">
      {widths.map((w, i) => (
        <span
          key={heads[i]}
          className={cn(AGE[Math.min(i, 4)])}
          style={{ width: `${w.times(HUNDRED).div(whole).toFixed(2)}%` }}
        />
      ))}
    </div>
  )
}
