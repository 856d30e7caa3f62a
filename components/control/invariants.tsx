'use client'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { InstantText } from '@/components/format'
import { SettingsPage } from '@/components/settings/page'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { toast } from '@/components/ui/toast'

interface Check {
  name: string
  broken: number | null
  milliseconds: number | null
}
type Rows = readonly Record<string, unknown>[]

/** The self-audit: every balance derived again from its rows, by the clock each night or now. */
export function Invariants() {
  const t = useTranslations('control.invariant')
  const trpc = useTRPC()
  const client = useQueryClient()
  const say = useErrorText()
  const { data } = useSuspenseQuery(trpc.control.invariants.last.queryOptions({}))
  const run = useMutation(
    trpc.control.invariants.run.mutationOptions({
      onSuccess: () => client.invalidateQueries(trpc.control.invariants.last.queryFilter()),
      onError: (error) => void toast.error(say(readServerError(error))),
    }),
  )
  const checks: readonly Check[] = run.data ?? data.checks
  const broken = checks.filter((c) => c.broken)
  return (
    <SettingsPage
      title={t('title')}
      text={t('text')}
      actions={
        <Button variant="primary" busy={run.isPending} onClick={() => run.mutate({})}>
          <Play aria-hidden />
          {t('run')}
        </Button>
      }
    >
      {data.at ? (
        <Notice
          tone={broken.length > 0 ? 'blocked' : 'done'}
          title={broken.length > 0 ? t('broken', { count: broken.length }) : t('sound', { count: checks.length })}
        >
          <p className="text-muted">
            {t.rich('last', { at: () => <InstantText value={data.at ?? ''} />, who: data.actor ?? t('clock') })}
          </p>
        </Notice>
      ) : (
        <Notice title={t('never')} />
      )}
      {broken.map((check) => (
        <BrokenRows key={check.name} name={check.name} count={check.broken ?? 0} rows={rowsOf(run.data, check.name)} />
      ))}
      <CheckTable checks={checks} />
    </SettingsPage>
  )
}

const rowsOf = (results: readonly { name: string; rows: Rows }[] | undefined, name: string): Rows =>
  results?.find((r) => r.name === name)?.rows ?? []

/** `finance_open_items` in words, or as it is called. */
function useCheckName() {
  const t = useTranslations('control.invariant.names')
  return (name: string) => (t.has(name) ? t(name) : name.replaceAll('_', ' '))
}

function CheckTable({ checks }: { checks: readonly Check[] }) {
  const t = useTranslations('control.invariant')
  const modules = useTranslations('shell.module')
  const say = useCheckName()
  return (
    <Table label={t('title')} className="max-w-4xl">
      <TableHeader>
        <TableRow>
          <TableHead>{t('module')}</TableHead>
          <TableHead>{t('check')}</TableHead>
          <TableHead>{t('result')}</TableHead>
          <TableHead numeric>{t('time')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {checks.map(({ name, broken, milliseconds }) => {
          const module = name.split('_')[0] ?? ''
          return (
            <TableRow key={name}>
              <TableCell className="text-muted">{modules.has(module) ? modules(module) : module}</TableCell>
              <TableCell>{say(name)}</TableCell>
              <TableCell>
                {broken === null ? (
                  <StateBadge tone="draft">{t('notRun')}</StateBadge>
                ) : (
                  <StateBadge tone={broken > 0 ? 'blocked' : 'done'}>
                    {broken > 0 ? t('rows', { count: broken }) : t('ok')}
                  </StateBadge>
                )}
              </TableCell>
              <TableCell numeric className="text-muted">
                {milliseconds === null ? '–' : `${milliseconds} ms`}
              </TableCell>
            </TableRow>
          )
        })}
      </TableBody>
    </Table>
  )
}

/** The first rows that break a check, with every value that it compared. */
function BrokenRows({ name, count, rows }: { name: string; count: number; rows: Rows }) {
  const t = useTranslations('control.invariant')
  const say = useCheckName()
  const columns = Object.keys(rows[0] ?? {}).filter((c) => c !== 'tenant_id')
  return (
    <section className="grid gap-2" aria-label={say(name)}>
      <h2 className="text-base">{say(name)}</h2>
      {rows.length === 0 ? (
        <p className="text-sm text-muted">{t('runToSee', { count })}</p>
      ) : (
        <Table label={say(name)}>
          <TableHeader>
            <TableRow>
              {columns.map((c) => (
                <TableHead key={c}>{c.replaceAll('_', ' ')}</TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={JSON.stringify(row)}>
                {columns.map((c) => (
                  <TableCell key={c} className="font-mono text-xs">
                    {row[c] === null ? '–' : String(row[c])}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {count > rows.length && rows.length > 0 ? (
        <p className="text-sm text-muted">{t('firstRows', { shown: rows.length, count })}</p>
      ) : null}
    </section>
  )
}
