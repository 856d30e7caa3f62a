'use client'
import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useErrorText } from '@/components/error-text'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'

export interface Outcome {
  rows: number
  imported: number
  known: number
  rejected: number
  found: number
  issues: { line: number; field: string; code: string; params: Record<string, string | number> }[]
  rejectedFile: string
}

const SHOWN = 200

function save(text: string, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** Counts, and what is wrong by row and field. */
export function ImportResult({ kind, mode, outcome }: { kind: string; mode: 'check' | 'import'; outcome: Outcome }) {
  const t = useTranslations('settings.import')
  const say = useErrorText()
  const { rows, imported, known, rejected, found, issues, rejectedFile } = outcome
  const shown = issues.slice(0, SHOWN)
  const tone = rejected > 0 ? 'attention' : 'done'
  return (
    <section className="grid gap-3" aria-label={t('result')}>
      <Notice
        tone={tone}
        title={t(mode === 'check' ? 'checked' : 'taken', { rows, imported, known, rejected })}
        actions={
          rejected > 0 ? (
            <Button onClick={() => save(rejectedFile, `${kind}-rejected.csv`)}>
              <Download aria-hidden />
              {t('rejectedFile')}
            </Button>
          ) : null
        }
      />
      {found > shown.length ? (
        <p className="text-sm text-muted">{t('issuesOf', { shown: shown.length, found, file: t('rejectedFile') })}</p>
      ) : null}
      {issues.length > 0 ? (
        <Table label={t('issues')}>
          <TableHeader>
            <TableRow>
              <TableHead>{t('line')}</TableHead>
              <TableHead>{t('meaning')}</TableHead>
              <TableHead>{t('issue')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {shown.map((i) => (
              <TableRow key={`${i.line}/${i.field}/${i.code}`}>
                <TableCell numeric>{i.line}</TableCell>
                <TableCell>{i.field ? t(`columns.${i.field}`) : ''}</TableCell>
                <TableCell>{say({ code: i.code, params: i.params })}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      ) : null}
    </section>
  )
}
