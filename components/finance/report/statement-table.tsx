'use client'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { StatementLine } from '@/server/contracts/finance/report-lines'
import { dec, HUNDRED, plain, round } from '@/server/kernel/money'
import { useNamed } from '../use-books'
import { Figure } from './parts'

interface Props {
  readonly label: string
  readonly lines: readonly StatementLine[]
  readonly currency: string
  readonly amountLabel: string
  /** Absent = nothing is compared. */
  readonly compareLabel?: string | null
  /** Where the figure of an account leads. */
  readonly accountHref: (accountId: string, compared: boolean) => string
}

/** A statement in sections that open and close; with a comparison, the change and its percentage beside it. */
export function StatementTable(props: Props) {
  const { lines, currency, compareLabel } = props
  const t = useTranslations('finance.report')
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const groups = lines.filter((l) => l.kind === 'heading').map((l) => l.key)
  const toggle = (key: string) => {
    const next = new Set(closed)
    if (!next.delete(key)) next.add(key)
    setClosed(next)
  }
  const allClosed = groups.length > 0 && groups.every((g) => closed.has(g))
  return (
    <div className="max-w-5xl">
      <Table label={props.label} containerClassName="overflow-x-auto">
        <TableHeader>
          <tr>
            <TableHead>
              <Button size="sm" variant="quiet" onClick={() => setClosed(new Set(allClosed ? [] : groups))}>
                {allClosed ? t('openAll') : t('closeAll')}
              </Button>
            </TableHead>
            <TableHead numeric>{props.amountLabel}</TableHead>
            {compareLabel ? (
              <>
                <TableHead numeric>{compareLabel}</TableHead>
                <TableHead numeric>{t('change')}</TableHead>
                <TableHead numeric className="max-sm:hidden">
                  %
                </TableHead>
              </>
            ) : null}
          </tr>
        </TableHeader>
        <TableBody>
          {lines
            .filter((l) => l.group === null || !closed.has(l.group))
            .map((line) => (
              <Line
                key={line.key}
                line={shownLine(line, lines, closed)}
                closed={closed.has(line.key)}
                onToggle={() => toggle(line.key)}
                currency={currency}
                compares={Boolean(compareLabel)}
                accountHref={props.accountHref}
              />
            ))}
        </TableBody>
      </Table>
    </div>
  )
}

/** A closed section carries its total on its heading. */
function shownLine(line: StatementLine, lines: readonly StatementLine[], closed: ReadonlySet<string>): StatementLine {
  if (line.kind !== 'heading' || !closed.has(line.key)) return line
  const total = lines.find((l) => l.kind === 'total' && l.group === line.key)
  return { ...line, amount: total?.amount ?? null, compare: total?.compare ?? null }
}

function Line({
  line,
  closed,
  onToggle,
  currency,
  compares,
  accountHref,
}: {
  line: StatementLine
  closed: boolean
  onToggle: () => void
  currency: string
  compares: boolean
  accountHref: Props['accountHref']
}) {
  const t = useTranslations('finance.report')
  const named = useNamed()
  const { kind, account, amount, compare } = line
  const words = line.label ? t(line.label) : ''
  const Icon = closed ? ChevronRight : ChevronDown
  const to = (compared: boolean) => (account ? accountHref(account.accountId, compared) : undefined)
  const empty = kind === 'heading' && !closed
  const cell = cn(
    kind === 'total' && 'border-t border-t-line-strong border-b-0 pb-3 font-medium',
    kind === 'result' && 'border-y border-y-line-strong bg-sunken font-semibold',
    kind === 'heading' && 'border-b-0 pt-3',
  )
  return (
    <TableRow>
      <th scope="row" className={cn('h-8 border-b px-3 py-1 text-left font-normal', cell)}>
        {kind === 'heading' ? (
          <button
            type="button"
            aria-expanded={!closed}
            onClick={onToggle}
            className="-ml-1 flex items-center gap-1 rounded-sm font-medium"
          >
            <Icon aria-hidden className="size-4 text-faint" />
            {words}
          </button>
        ) : account ? (
          <span className="flex gap-2 pl-5">
            <span className="tabular-nums text-faint">{account.code}</span>
            {named(account)}
          </span>
        ) : (
          <span className={kind === 'total' ? 'pl-5' : undefined}>
            {kind === 'total' ? t('totalOf', { what: words }) : words}
          </span>
        )}
      </th>
      <TableCell numeric className={cell}>
        {empty ? null : <Figure value={amount} currency={currency} href={to(false)} />}
      </TableCell>
      {compares ? (
        <>
          <TableCell numeric className={cell}>
            {empty ? null : <Figure value={compare} currency={currency} href={to(true)} />}
          </TableCell>
          <TableCell numeric className={cell}>
            {empty || amount === null || compare === null ? null : (
              <Figure value={plain(dec(amount).minus(compare))} currency={currency} />
            )}
          </TableCell>
          <TableCell numeric className={cn(cell, 'text-muted max-sm:hidden')}>
            {empty ? null : <Change amount={amount} compare={compare} />}
          </TableCell>
        </>
      ) : null}
    </TableRow>
  )
}

function Change({ amount, compare }: { amount: string | null; compare: string | null }) {
  if (amount === null || compare === null || dec(compare).isZero()) return <span className="text-faint">–</span>
  const percent = round(dec(amount).minus(compare).div(dec(compare).abs()).times(HUNDRED), 1)
  return <>{`${percent.isPositive() && !percent.isZero() ? '+' : ''}${percent.toFixed(1)}%`}</>
}
