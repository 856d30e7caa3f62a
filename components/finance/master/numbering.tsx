'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { useTerms } from '@/components/terms'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { formatNumber, isNumberPattern } from '@/server/contracts/platform/numbering'
import { FinancePage } from '../page'
import { ReportBody } from '../report/parts'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

interface Series {
  readonly id: string
  readonly document: string
  readonly pattern: string
  readonly gapless: boolean
  readonly next: number
  readonly version: number
}

/** How the numbers of each document look, with the number that comes next. */
export function Numbering() {
  const t = useTranslations('finance.numbering')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const { companyId } = useBooks()
  const series = useQuery(trpc.platform.listNumberSeries.queryOptions({ companyId }))
  return (
    <FinancePage title={t('title')}>
      <p className="max-w-3xl pb-3 text-sm text-muted">{t('hint')}</p>
      <ReportBody query={series} columns={4}>
        <Table label={t('title')} className="max-w-5xl">
          <TableHeader>
            <tr>
              <TableHead>{t('document')}</TableHead>
              <TableHead>{t('pattern')}</TableHead>
              <TableHead>{t('next')}</TableHead>
              <TableHead className="max-sm:hidden">{t('kind')}</TableHead>
              <TableHead>
                <span className="sr-only">{words('actions')}</span>
              </TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {series.data?.rows.map((row) => (
              <SeriesRow key={`${row.id}.${row.version}`} series={row} />
            ))}
          </TableBody>
        </Table>
      </ReportBody>
    </FinancePage>
  )
}

function SeriesRow({ series }: { series: Series }) {
  const t = useTranslations('finance.numbering')
  const journals = useTranslations('finance.journal')
  const words = useTranslations('common')
  const errors = useTranslations('errors.platform')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const client = useQueryClient()
  const { run } = useRun()
  const refusal = useRefusal()
  const { today } = useBooks()
  const [pattern, setPattern] = useState(series.pattern)
  const [kind = '', journal] = series.document.split('.')
  const name = useTerms().document(kind)
  const valid = isNumberPattern(pattern)
  const refused = refusal('platform.numbering.update')
  const save = () =>
    run(async () => {
      await api.platform.updateNumberSeries.mutate({ id: series.id, version: series.version, pattern })
      await client.invalidateQueries(trpc.platform.listNumberSeries.pathFilter())
    })
  return (
    <TableRow>
      <TableCell>
        {name}
        {journal && journals.has(journal) ? <span className="text-muted"> · {journals(journal)}</span> : null}
      </TableCell>
      <TableCell className="w-64">
        <Input
          aria-label={`${name}: ${t('pattern')}`}
          aria-invalid={valid ? undefined : true}
          className="h-7 font-mono text-sm"
          readOnly={refused !== undefined}
          value={pattern}
          onChange={(event) => setPattern(event.target.value)}
        />
      </TableCell>
      <TableCell aria-live="polite" className="whitespace-nowrap tabular-nums">
        {valid ? (
          formatNumber(pattern, today, series.next)
        ) : (
          <span className="text-blocked">{errors('number_pattern')}</span>
        )}
      </TableCell>
      <TableCell className="text-muted max-sm:hidden">{series.gapless ? t('gapless') : t('leased')}</TableCell>
      <TableCell className="text-right">
        {pattern === series.pattern ? null : (
          <Button size="sm" disabledReason={refused ?? (valid ? null : errors('number_pattern'))} onClick={save}>
            {words('save')}
          </Button>
        )}
      </TableCell>
    </TableRow>
  )
}
