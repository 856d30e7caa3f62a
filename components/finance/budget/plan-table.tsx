'use client'
import { useTranslations } from 'next-intl'
import { Money } from '@/components/format'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { dec, plain, sum } from '@/server/kernel/money'
import type { StoredLine } from './plan-lines'
import { useDimensionName, useMonthName } from './use-plan-columns'

/** What a document says of each line and month, to be read. */
export function PlanTable({
  title,
  lines,
  months,
  currency,
}: {
  title: string
  lines: readonly StoredLine[]
  months: readonly string[]
  currency: string
}) {
  const t = useTranslations('finance.budgetForm')
  const name = useDimensionName()
  const monthName = useMonthName()
  const money = (value: string) =>
    dec(value).isZero() ? <span className="text-faint">–</span> : <Money bare value={value} currency={currency} />
  const totals = months.map((_, i) => plain(sum(lines.map((l) => l.months[i] ?? '0'))))
  return (
    <Table label={title} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <tr>
          <TableHead>{title}</TableHead>
          {months.map((month) => (
            <TableHead key={month} numeric>
              {monthName(month)}
            </TableHead>
          ))}
          <TableHead numeric>{`${t('total')} (${currency})`}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <TableRow key={[line.account?.id, line.costCenter?.id, line.project?.id].join()}>
            <TableCell className="min-w-52">
              {[line.account, line.costCenter, line.project].flatMap((d) => (d ? name(d) : [])).join(' · ') ||
                t('blank')}
            </TableCell>
            {months.map((month, i) => (
              <TableCell key={month} numeric>
                {money(line.months[i] ?? '0')}
              </TableCell>
            ))}
            <TableCell numeric className="font-medium">
              {money(line.total)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell>{t('total')}</TableCell>
          {totals.map((value, i) => (
            <TableCell key={months[i]} numeric>
              {money(value)}
            </TableCell>
          ))}
          <TableCell numeric>{money(plain(sum(totals)))}</TableCell>
        </TableRow>
      </TableFooter>
    </Table>
  )
}
