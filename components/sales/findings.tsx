'use client'
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import type { RuleFinding } from '@/components/document/findings'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { NoteBox } from './boxes'
import { useRun } from './use-sales'

interface Standing {
  readonly byLine: ReadonlyMap<string, readonly RuleFinding[]>
  readonly whole: readonly RuleFinding[]
}

/** What the rules found on a document, at its lines and on the whole, with the way to override for those who may. */
export function useFindings(document: string, documentId: string | null, onOverride: (id: string) => void): Standing {
  const trpc = useTRPC()
  const locale = useLocale()
  const t = useTranslations('sales.findings')
  const found = useQuery(
    trpc.control.findings.ofDocument.queryOptions(
      { document, documentId: documentId ?? '' },
      { enabled: documentId !== null, retry: false },
    ),
  )
  const data = found.data
  return useMemo(() => {
    const byLine = new Map<string, RuleFinding[]>()
    const whole: RuleFinding[] = []
    for (const f of data ?? []) {
      const finding: RuleFinding = {
        id: f.id,
        effect: f.effect === 'override' ? 'block' : f.effect,
        message: locale.startsWith('zh') ? f.message.zh : f.message.en,
        ...(f.mayOverride && f.state === 'open' && { onOverride: () => onOverride(f.id) }),
        ...(f.overridePermission && { overriders: t('who', { permission: f.overridePermission }) }),
        ...(f.override && { overridden: t('by', { name: f.override.by, reason: f.override.reason }) }),
      }
      if (f.lineId) byLine.set(f.lineId, [...(byLine.get(f.lineId) ?? []), finding])
      else whole.push(finding)
    }
    return { byLine, whole }
  }, [data, locale, t, onOverride])
}

/** Asks for the reason of an override and keeps it as evidence. */
export function OverrideDialog({ findingId, onClose }: { findingId: string | null; onClose: () => void }) {
  const t = useTranslations('sales.findings')
  const api = useTRPCClient()
  const { run } = useRun()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async () => {
    if (!findingId) return
    setBusy(true)
    const done = await run(() => api.control.findings.override.mutate({ findingId, reason: reason.trim() }), t('done'))
    setBusy(false)
    if (!done) return
    setReason('')
    onClose()
  }
  return (
    <AlertDialog
      open={findingId !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      description={t('text')}
      confirmLabel={t('confirm')}
      cancelLabel={t('cancel')}
      busy={busy}
      disabledReason={reason.trim().length < 3 ? t('reasonFirst') : null}
      onConfirm={send}
    >
      <NoteBox label={t('reason')} required value={reason} onChange={setReason} />
    </AlertDialog>
  )
}
