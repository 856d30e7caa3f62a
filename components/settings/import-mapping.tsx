'use client'
import { useTranslations } from 'next-intl'
import { Select } from '@/components/ui/select'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'

export interface Preview {
  headers: string[]
  mapping: (string | null)[]
  sample: string[][]
  columns: { key: string; required: boolean }[]
}
const NONE = '-'

/** Which column of the file means what, with the first rows to see it by. */
export function ImportMapping({
  preview,
  onChange,
}: {
  preview: Preview
  onChange: (mapping: (string | null)[]) => void
}) {
  const t = useTranslations('settings.import')
  const { headers, mapping, sample, columns } = preview
  const options = [
    { value: NONE, label: t('ignore') },
    ...columns.map((c) => ({ value: c.key, label: `${t(`columns.${c.key}`)}${c.required ? ' *' : ''}` })),
  ]
  // Two columns may have the same header, or none.
  const keys = headers.map((h, i) => `${h}/${headers.slice(0, i).filter((o) => o === h).length}`)
  const set = (at: number, value: string) =>
    onChange(mapping.map((m, i) => (i === at ? (value === NONE ? null : value) : m === value ? null : m)))
  return (
    <Table label={t('mapping')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('header')}</TableHead>
          <TableHead>{t('meaning')}</TableHead>
          <TableHead>{t('sample')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {headers.map((header, i) => (
          <TableRow key={keys[i]}>
            <TableCell>{header}</TableCell>
            <TableCell>
              <Select
                aria-label={t('meaningOf', { header })}
                className="w-52"
                value={mapping[i] ?? NONE}
                onValueChange={(value) => set(i, value)}
                options={options}
              />
            </TableCell>
            <TableCell className="max-w-80 truncate text-muted">
              {sample
                .map((row) => row[i])
                .filter(Boolean)
                .slice(0, 3)
                .join(' · ')}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
