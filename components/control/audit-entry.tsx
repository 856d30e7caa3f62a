'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : value === null || value === undefined
      ? {}
      : { '': value }
const shown = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)

/** What was before and what after, field by field. */
export function AuditEntry({ id }: { id: string }) {
  const t = useTranslations('audit')
  const trpc = useTRPC()
  const { data } = useQuery(trpc.platform.getAuditEntry.queryOptions({ id }))
  if (!data) return <Skeleton className="h-40 w-full" />
  const [before, after] = [fieldsOf(data.before), fieldsOf(data.after)]
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  if (keys.length === 0) return <p className="p-4 text-sm text-muted">{t('noDetails')}</p>
  return (
    <Table label={t('changes')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('field')}</TableHead>
          <TableHead>{t('before')}</TableHead>
          <TableHead>{t('after')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key}>
            <TableCell>{key}</TableCell>
            <TableCell className="break-all whitespace-pre-wrap text-muted">{shown(before[key])}</TableCell>
            <TableCell className="break-all whitespace-pre-wrap">{shown(after[key])}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
