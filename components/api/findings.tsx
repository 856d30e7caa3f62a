'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { useId, useMemo, useState } from 'react'
import type { RuleFinding } from '@/components/document/findings'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { AlertDialog } from '@/components/ui/alert-dialog'
import { Label } from '@/components/ui/label'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { useTRPC, useTRPCClient } from './client'

interface Standing {
  readonly byLine: ReadonlyMap<string, readonly RuleFinding[]>
  readonly whole: readonly RuleFinding[]
}

/** What the rules found on a document, at its lines and on the whole, with the way to override for those who may. */
export function useFindings(document: string, documentId: string | null, onOverride: (id: string) => void): Standing {
  const trpc = useTRPC()
  const locale = useLocale()
  const t = useTranslations('document.findings')
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
        effect: f.effect,
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
  const t = useTranslations('document.findings')
  const api = useTRPCClient()
  const client = useQueryClient()
  const say = useErrorText()
  const field = useId()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async () => {
    if (!findingId) return
    setBusy(true)
    try {
      await api.control.findings.override.mutate({ findingId, reason: reason.trim() })
      toast.success(t('done'))
      setReason('')
      onClose()
    } catch (thrown) {
      toast.error(say(readServerError(thrown)))
    } finally {
      setBusy(false)
      // What may be done next with the document hangs on its findings.
      void client.invalidateQueries()
    }
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
      <Label htmlFor={field}>{t('reason')}</Label>
      <Textarea
        id={field}
        rows={2}
        required
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </AlertDialog>
  )
}
