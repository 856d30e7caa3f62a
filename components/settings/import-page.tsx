'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { FileDrop } from '@/components/ui/file-drop'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { ImportFixed } from './import-fixed'
import { ImportMapping, type Preview } from './import-mapping'
import { ImportResult, type Outcome } from './import-result'
import { SettingsPage } from './page'
import { useImport } from './use-import'

/** Takes masters, prices and what a company opens with from a spreadsheet: choose, map, check, take in. */
export function ImportPage() {
  const t = useTranslations('settings.import')
  const trpc = useTRPC()
  const { tenant } = useFrame()
  const { data: kinds } = useSuspenseQuery(trpc.platform.importKinds.queryOptions({}))
  const [kind, setKind] = useState(kinds[0]?.kind ?? '')
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [constants, setConstants] = useState<Record<string, string>>({})
  const [outcome, setOutcome] = useState<{ mode: 'check' | 'import'; told: Outcome } | null>(null)
  const { refusal, progress, clear, stop, preview: look, run } = useImport(kind)
  const busy = progress !== null

  const choose = async (chosen: File) => {
    setFile(chosen)
    setOutcome(null)
    setPreview(null)
    setPreview(await look(chosen))
  }
  const go = async (mode: 'check' | 'import') => {
    if (!file || !preview) return
    setOutcome(null)
    const told = await run(mode, file, { mapping: preview.mapping, constants: filled(constants, preview) })
    if (told) setOutcome({ mode, told })
  }
  const start = (next: string) => {
    setKind(next)
    setFile(null)
    setPreview(null)
    setConstants({})
    setOutcome(null)
    clear()
  }
  const change = (next: Preview) => {
    setPreview(next)
    setOutcome(null)
  }
  const missing = preview
    ? preview.columns.filter((c) => c.required && !preview.mapping.includes(c.key) && !constants[c.key]?.trim())
    : []
  const checked = outcome?.mode === 'check' && outcome.told.imported > 0
  return (
    <SettingsPage title={t('title')} text={t('text')}>
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Select
            aria-label={t('kind')}
            className="w-72"
            value={kind}
            onValueChange={start}
            options={kinds.map((k) => ({ value: k.kind, label: t(`kinds.${k.kind}`) }))}
          />
          <Template kind={kind} tenant={tenant.slug} format="csv" label={t('template')} />
          <Template kind={kind} tenant={tenant.slug} format="xlsx" label={t('templateXlsx')} />
        </div>
        <p className="text-sm text-muted">{t(`about.${kind}`)}</p>
      </div>
      <FileDrop
        label={file ? file.name : t('drop')}
        hint={t('limits')}
        accept=".csv,.xlsx"
        disabled={busy}
        onFiles={([chosen]) => chosen && void choose(chosen)}
      />
      {refusal ? <Notice tone="blocked">{refusal}</Notice> : null}
      {preview ? (
        <>
          <ImportMapping preview={preview} onChange={(mapping) => change({ ...preview, mapping })} />
          <ImportFixed
            preview={preview}
            values={constants}
            onChange={(next) => {
              setConstants(next)
              setOutcome(null)
            }}
          />
          {missing.length > 0 ? (
            <p className="text-sm text-attention" role="status">
              {t('missing', { columns: missing.map((c) => t(`columns.${c.key}`)).join(', ') })}
            </p>
          ) : null}
          <div className="flex flex-wrap items-center gap-2">
            <Button
              variant={checked ? 'secondary' : 'primary'}
              disabled={busy || missing.length > 0}
              onClick={() => void go('check')}
            >
              {t('check')}
            </Button>
            <Button
              variant={checked ? 'primary' : 'secondary'}
              disabled={busy || !checked}
              onClick={() => void go('import')}
            >
              {t('take')}
            </Button>
            {busy ? <Button onClick={stop}>{t('stop')}</Button> : null}
          </div>
        </>
      ) : null}
      {busy ? (
        <p role="status" className="tabular-nums text-sm text-muted">
          {progress > 0 ? t('progress', { rows: progress }) : t('reading')}
        </p>
      ) : null}
      {outcome ? <ImportResult kind={kind} mode={outcome.mode} outcome={outcome.told} /> : null}
    </SettingsPage>
  )
}

/** What was entered for columns that the file still lacks. */
function filled(constants: Record<string, string>, preview: Preview): Record<string, string> {
  const lacking = Object.entries(constants).filter(([key, value]) => value.trim() && !preview.mapping.includes(key))
  return Object.fromEntries(lacking.map(([key, value]) => [key, value.trim()]))
}

function Template({ kind, tenant, format, label }: { kind: string; tenant: string; format: string; label: string }) {
  return (
    <Button asChild>
      <a href={`/api/import?kind=${kind}&format=${format}&tenant=${tenant}`}>
        <Download aria-hidden />
        {label}
      </a>
    </Button>
  )
}
