'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, CircleAlert, Hand, Info, OctagonAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useAlertText } from '@/components/control/alert-text'
import { severityTones } from '@/components/control/tones'
import { InstantText } from '@/components/format'
import { IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { toast } from '@/components/ui/toast'
import { toneClass } from '@/components/ui/tone'
import type { AlertView } from '@/server/contracts/platform/control-lists'
import { useFrame } from './context'
import { documentHref } from './document-href'
import { alertsHref, permits } from './navigation'

/** How many alerts the panel shows; the count is of all. */
export const ALERTS_SHOWN = 8
const icons = { info: Info, warning: CircleAlert, critical: OctagonAlert }

/** What the bell opens: the latest open alerts, to be taken in hand or put away at once. */
export function AlertsPanel() {
  const trpc = useTRPC()
  const client = useQueryClient()
  const t = useTranslations('control.alerts')
  const shell = useTranslations('shell')
  const { href, permissions } = useFrame()
  const open = useQuery(trpc.control.alerts.open.queryOptions({ limit: ALERTS_SHOWN }))
  const settled = {
    onSettled: () => client.invalidateQueries(trpc.control.alerts.pathFilter()),
    onError: () => void toast.error(t('failed')),
  }
  const take = useMutation(trpc.control.alerts.acknowledge.mutationOptions(settled))
  const finish = useMutation(trpc.control.alerts.finish.mutationOptions(settled))
  const latest = open.data?.latest ?? []
  return (
    <section aria-label={t('title')} className="flex max-h-[70vh] flex-col">
      <h2 className="border-b px-3 py-2 text-sm">{shell('alerts', { count: open.data?.count ?? 0 })}</h2>
      {latest.length === 0 && !open.isPending ? <p className="px-3 py-6 text-sm text-muted">{t('empty')}</p> : null}
      <ul className="min-h-0 overflow-y-auto">
        {latest.map((alert) => (
          <OpenAlert
            key={alert.id}
            alert={alert}
            {...(permits(permissions, 'control.alert.handle') && {
              onTake: () => take.mutate({ id: alert.id }),
              onFinish: () => finish.mutate({ id: alert.id }),
            })}
          />
        ))}
      </ul>
      {permits(permissions, 'control.alert.read') ? (
        <Link href={href(alertsHref)} className="border-t px-3 py-2 text-sm text-accent-text hover:bg-hover">
          {shell('allAlerts')}
        </Link>
      ) : null}
    </section>
  )
}

function OpenAlert({ alert, onTake, onFinish }: { alert: AlertView; onTake?: () => void; onFinish?: () => void }) {
  const t = useTranslations('control.alerts')
  const severity = useTranslations('control.severity')
  const textOf = useAlertText()
  const { href } = useFrame()
  const Icon = icons[alert.severity]
  const place = documentHref(alert.document, alert.documentId)
  const text = textOf(alert)
  return (
    <li
      className={cn(
        'flex items-start gap-2 border-b px-3 py-2 last:border-b-0',
        toneClass[severityTones[alert.severity]],
      )}
    >
      <Icon role="img" aria-label={severity(alert.severity)} className="mt-0.5 size-4 shrink-0 text-(--tone)" />
      <div className="min-w-0 flex-1 text-sm">
        {place ? (
          <Link href={href(place)} className="line-clamp-3 text-ink underline-offset-3 hover:underline">
            {text}
          </Link>
        ) : (
          <p className="line-clamp-3 text-ink">{text}</p>
        )}
        <InstantText value={alert.createdAt} className="text-xs text-faint" />
      </div>
      {onTake ? (
        <IconButton size="icon-sm" label={t('take')} onClick={onTake}>
          <Hand aria-hidden />
        </IconButton>
      ) : null}
      {onFinish ? (
        <IconButton size="icon-sm" label={t('finish')} onClick={onFinish}>
          <Check aria-hidden />
        </IconButton>
      ) : null}
    </li>
  )
}
