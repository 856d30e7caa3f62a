'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { FileDrop } from '@/components/ui/file-drop'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { ImportMapping, type Preview } from './import-mapping'
import { ImportResult, type Outcome } from './import-result'
import { SettingsPage } from './page'

type Refusal = { code: string; params?: Record<string, string | number> }

/** Takes masters, prices and opening stock from a spreadsheet: choose, map, check, take in. */
export function ImportPage() {
  const t = useTranslations('settings.import')
  const trpc = useTRPC()
  const say = useErrorText()
  const { tenant, companyId } = useFrame()
  const { data: kinds } = useSuspenseQuery(trpc.platform.importKinds.queryOptions({}))
  const [kind, setKind] = useState(kinds[0]?.kind ?? '')
  const [file, setFile] = useState<File | null>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [outcome, setOutcome] = useState<{ mode: 'check' | 'import'; told: Outcome } | null>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const send = async <T,>(mode: string, chosen: File, mapping?: (string | null)[]): Promise<T | null> => {
    const body = new FormData()
    for (const [key, value] of Object.entries({ mode, kind, companyId: companyId ?? '' })) body.set(key, value)
    if (mapping) body.set('mapping', JSON.stringify(mapping))
    body.set('file', chosen)
    setBusy(true)
    setRefusal(null)
    try {
      const response = await fetch('/api/import', { method: 'POST', headers: { 'x-keel-tenant': tenant.slug }, body })
      if (response.ok) return (await response.json()) as T
      const told = (await response.json().catch(() => null)) as { error?: Refusal } | null
      setRefusal(say(told?.error ?? { code: 'common.unknown' }))
    } catch {
      setRefusal(say({ code: 'common.unknown' }))
    } finally {
      setBusy(false)
    }
    return null
  }
  const choose = async (chosen: File) => {
    setFile(chosen)
    setOutcome(null)
    setPreview(await send<Preview>('preview', chosen))
  }
  const go = async (mode: 'check' | 'import') => {
    if (!file || !preview) return
    const told = await send<Outcome>(mode, file, preview.mapping)
    if (told) setOutcome({ mode, told })
  }
  const start = (next: string) => {
    setKind(next)
    setFile(null)
    setPreview(null)
    setOutcome(null)
  }
  const checked = outcome?.mode === 'check' && outcome.told.imported > 0
  return (
    <SettingsPage title={t('title')} text={t('text')}>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label={t('kind')}
          className="w-56"
          value={kind}
          onValueChange={start}
          options={kinds.map((k) => ({ value: k.kind, label: t(`kinds.${k.kind}`) }))}
        />
        <Button asChild>
          <a href={`/api/import?kind=${kind}&tenant=${tenant.slug}`}>
            <Download aria-hidden />
            {t('template')}
          </a>
        </Button>
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
          <ImportMapping preview={preview} onChange={(mapping) => setPreview({ ...preview, mapping })} />
          <div className="flex gap-2">
            <Button disabled={busy} onClick={() => void go('check')}>
              {t('check')}
            </Button>
            <Button variant="primary" disabled={busy || !checked} onClick={() => void go('import')}>
              {t('take')}
            </Button>
          </div>
        </>
      ) : null}
      {outcome ? <ImportResult kind={kind} mode={outcome.mode} outcome={outcome.told} /> : null}
    </SettingsPage>
  )
}
