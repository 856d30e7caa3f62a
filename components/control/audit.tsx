'use client'
import { ShieldCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useTerms } from '@/components/terms'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { auditList } from '@/server/contracts/platform/audit'
import { AuditEntry } from './audit-entry'

type Report = Awaited<ReturnType<ReturnType<typeof useTRPCClient>['platform']['verifyAudit']['query']>>

/** Who did what, and whether the log is still as it was written. */
export function AuditLog() {
  const trpc = useTRPC()
  const t = useTranslations('audit')
  const terms = useTerms()
  const [report, setReport] = useState<Report | null>(null)
  const renderCell = useMemo(
    () => ({
      action: (row: EntityRow) => {
        const key = `actions.${row.action}`
        return t.has(key) ? t(key) : String(row.action).replaceAll('_', ' ')
      },
      document: (row: EntityRow) => terms.document(String(row.document ?? '')),
    }),
    [t, terms],
  )
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Verify report={report} onReport={setReport} />
      <div className="min-h-0 flex-1">
        <EntityList
          procedures={trpc.platform.audit.list}
          definition={auditList}
          title={t('title')}
          renderCell={renderCell}
          renderPreview={(row: EntityRow) => <AuditEntry id={row.id} />}
          card={{ title: 'label', subtitle: 'actor', end: 'at', state: 'action' }}
          empty={{ sentence: t('empty') }}
          searchPlaceholder={t('search')}
        />
      </div>
    </div>
  )
}

function Verify({ report, onReport }: { report: Report | null; onReport: (report: Report) => void }) {
  const t = useTranslations('audit')
  const api = useTRPCClient()
  const say = useErrorText()
  const [busy, setBusy] = useState(false)
  const verify = async () => {
    setBusy(true)
    try {
      onReport(await api.platform.verifyAudit.query({}))
    } catch (thrown) {
      toast.error(say(readServerError(thrown)))
    }
    setBusy(false)
  }
  return (
    <div className="flex flex-wrap items-center gap-3 border-b px-4 py-2 max-sm:px-3">
      <Button busy={busy} onClick={verify}>
        <ShieldCheck aria-hidden />
        {t('verify')}
      </Button>
      {report ? <Outcome report={report} /> : <p className="text-sm text-muted">{t('verifyHint')}</p>}
    </div>
  )
}

function Outcome({ report: { broken, sealed, waiting, head } }: { report: Report }) {
  const t = useTranslations('audit')
  if (broken)
    return (
      <Notice tone="blocked" title={t(`broken.${broken.kind}`)}>
        {t('brokenAt', { sequence: broken.sequence ?? '–', id: broken.auditId ?? '–' })}
      </Notice>
    )
  return (
    <Notice tone="done" title={t('sound', { sealed, waiting })}>
      {head ? <code className="text-xs break-all">{`${head.sequence} ${head.hash}`}</code> : null}
    </Notice>
  )
}
