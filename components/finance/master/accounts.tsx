'use client'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight, Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Input } from '@/components/ui/input'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { ToggleGroup } from '@/components/ui/toggle-group'
import { FinancePage } from '../page'
import { Figure, ReportBody } from '../report/parts'
import { yearOf } from '../report/range'
import { masterTones } from '../tones'
import { useBooks, useChart, useNamed } from '../use-books'
import { useRun } from '../use-run'
import { AccountDialog } from './account-dialog'
import { AccountRoles } from './account-roles'
import { type ChartAccount, chartTree, type TreeRow } from './chart-tree'

/** The chart as a tree, with the balance of each account today; and the accounts that postings take by themselves. */
export function Accounts() {
  const t = useTranslations('finance.accounts')
  const refusal = useRefusal()
  const [view, setView] = useState<'chart' | 'roles'>('chart')
  const [search, setSearch] = useState('')
  const [editing, setEditing] = useState<ChartAccount | 'new' | null>(null)
  return (
    <FinancePage
      title={t('title')}
      actions={
        <Button
          variant="primary"
          keys="c"
          disabledReason={refusal('finance.account.create')}
          onClick={() => setEditing('new')}
        >
          <Plus aria-hidden />
          <span className="max-sm:sr-only">{t('new')}</span>
        </Button>
      }
      toolbar={
        <>
          <ToggleGroup
            label={t('view')}
            value={view}
            onValueChange={setView}
            options={[
              { value: 'chart', label: t('chart') },
              { value: 'roles', label: t('roles') },
            ]}
          />
          {view === 'chart' ? (
            <Input
              aria-label={t('find')}
              placeholder={t('find')}
              className="w-64 max-w-full"
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          ) : null}
        </>
      }
    >
      {view === 'chart' ? <Chart search={search} onEdit={setEditing} /> : <AccountRoles />}
      {editing ? <AccountDialog account={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </FinancePage>
  )
}

/** Balances of today by account; income and expense of this fiscal year. */
function useBalances(): { balances: ReadonlyMap<string, string>; currency: string; yearStart: string } {
  const trpc = useTRPC()
  const { companyId, today, currency } = useBooks()
  const years = useQuery(trpc.finance.period.years.queryOptions({ companyId }, { staleTime: 300_000, retry: false }))
  const yearStart = yearOf(today, years.data?.years[0]?.startDate.slice(5) ?? '01-01')
  const balance = useQuery(
    trpc.finance.report.trialBalance.queryOptions(
      { companyId, from: yearStart, to: today },
      { enabled: !years.isPending, retry: false },
    ),
  )
  return {
    balances: new Map((balance.data?.rows ?? []).map((r) => [r.accountId, r.closing])),
    currency: balance.data?.currency ?? currency,
    yearStart,
  }
}

function Chart({ search, onEdit }: { search: string; onEdit: (account: ChartAccount) => void }) {
  const t = useTranslations('finance.accounts')
  const words = useTranslations('common')
  const { chart, accounts } = useChart()
  const { balances, currency, yearStart } = useBalances()
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const rows = chartTree(accounts, balances, search, closed)
  const toggle = (key: string) => {
    const next = new Set(closed)
    if (!next.delete(key)) next.add(key)
    setClosed(next)
  }
  return (
    <ReportBody query={chart} columns={5}>
      <Table label={t('title')}>
        <TableHeader>
          <tr>
            <TableHead>{words('account')}</TableHead>
            <TableHead>{t('group')}</TableHead>
            <TableHead>{words('currency')}</TableHead>
            <TableHead numeric>{t('balance', { currency })}</TableHead>
            <TableHead />
          </tr>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <ChartRow
              key={row.key}
              row={row}
              closed={closed.has(row.key)}
              currency={currency}
              yearStart={yearStart}
              onToggle={() => toggle(row.key)}
              onEdit={onEdit}
            />
          ))}
        </TableBody>
      </Table>
    </ReportBody>
  )
}

function ChartRow({
  row,
  closed,
  currency,
  yearStart,
  onToggle,
  onEdit,
}: {
  row: TreeRow
  closed: boolean
  currency: string
  yearStart: string
  onToggle: () => void
  onEdit: (account: ChartAccount) => void
}) {
  const t = useTranslations('finance.accounts')
  const types = useTranslations('finance.accountType')
  const subtypes = useTranslations('finance.accountSubtype')
  const states = useTranslations('finance.masterStatus')
  const words = useTranslations('common')
  const named = useNamed()
  const { href } = useFrame()
  const { today } = useBooks()
  const { account } = row
  const Icon = closed ? ChevronRight : ChevronDown
  const name = account ? (
    <>
      <span className="tabular-nums text-faint">{account.code}</span> <span>{named(account)}</span>
    </>
  ) : (
    types(row.type)
  )
  return (
    <TableRow className={account ? undefined : 'bg-sunken font-medium'}>
      <TableCell className="min-w-56">
        <span className="flex items-center gap-1.5" style={{ paddingLeft: `${row.depth * 1.25}rem` }}>
          {row.parent ? (
            <button
              type="button"
              aria-expanded={!closed}
              onClick={onToggle}
              className="flex items-center gap-1 rounded-sm"
            >
              <Icon aria-hidden className="size-4 shrink-0 text-faint" />
              {name}
            </button>
          ) : (
            <span className={cn('flex gap-1.5', account && 'pl-5')}>{name}</span>
          )}
          {account?.status === 'archived' ? (
            <StateBadge plain tone={masterTones.archived}>
              {states('archived')}
            </StateBadge>
          ) : null}
          {account?.control ? <span className="text-xs text-faint">{t('control')}</span> : null}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted">
        {account && subtypes.has(account.subtype) ? subtypes(account.subtype) : ''}
      </TableCell>
      <TableCell>{account?.currency ?? ''}</TableCell>
      <TableCell numeric>
        <Figure
          value={row.balance}
          currency={currency}
          href={
            account?.posting
              ? href(`finance/reports/general-ledger?account=${account.id}&from=${yearStart}&to=${today}`)
              : undefined
          }
        />
      </TableCell>
      <TableCell className="text-right whitespace-nowrap">
        {account ? (
          <span className="inline-flex gap-1">
            {account.posting ? (
              <Button size="sm" variant="quiet" asChild>
                <Link href={href(`finance/reports/general-ledger?account=${account.id}`)}>{t('entries')}</Link>
              </Button>
            ) : null}
            <Button size="sm" variant="quiet" onClick={() => onEdit(account)}>
              {words('edit')}
            </Button>
            <Archive account={account} />
          </span>
        ) : null}
      </TableCell>
    </TableRow>
  )
}

function Archive({ account }: { account: ChartAccount }) {
  const t = useTranslations('finance.accounts')
  const client = useTRPCClient()
  const refusal = useRefusal()
  const { run } = useRun()
  const active = account.status === 'active'
  return (
    <Button
      size="sm"
      variant="quiet"
      disabledReason={refusal('finance.account.update')}
      onClick={() =>
        run(() =>
          client.finance.account.update.mutate({
            id: account.id,
            version: account.version,
            status: active ? 'archived' : 'active',
          }),
        )
      }
    >
      {active ? t('archive') : t('restore')}
    </Button>
  )
}
