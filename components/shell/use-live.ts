'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { useTRPC } from '@/components/api/client'
import { useAlertText } from '@/components/control/alert-text'
import { toast } from '@/components/ui/toast'
import type { AlertView } from '@/server/contracts/platform/control-lists'
import { documentHref } from './document-href'
import { alertsHref } from './navigation'

/**
 * Keeps the page of a tenant current: alerts appear as short news the moment they are committed, and what the screen knows
 * of alerts is asked again. After a break nothing is guessed: everything that is shown is asked again.
 */
export function useLive(tenant: string): void {
  const client = useQueryClient()
  const trpc = useTRPC()
  const router = useRouter()
  const t = useTranslations('control')
  const textOf = useAlertText()
  const latest = useRef({ client, trpc, router, t, textOf, told: new Map<string, string>() })
  useEffect(() => {
    latest.current = { ...latest.current, client, trpc, router, t, textOf }
  })
  useEffect(() => {
    const source = new EventSource(`/api/events?tenant=${encodeURIComponent(tenant)}`)
    const refresh = () => {
      const now = latest.current
      void now.client.invalidateQueries(now.trpc.control.alerts.pathFilter())
      void now.client.invalidateQueries(now.trpc.control.findings.pathFilter())
      void now.client.invalidateQueries(now.trpc.platform.inbox.pathFilter())
    }
    const onAlert = (message: MessageEvent<string>) => {
      const alert = JSON.parse(message.data) as AlertView
      const { told, router: to, t: words, textOf: text } = latest.current
      refresh()
      if (told.get(alert.id) === alert.state) return
      told.set(alert.id, alert.state)
      if (alert.state !== 'open') return
      const show = alert.severity === 'critical' ? toast.error : alert.severity === 'warning' ? toast.warning : toast
      const href = `/${tenant}/${documentHref(alert.document, alert.documentId) ?? alertsHref}`
      show(text(alert), { id: alert.id, action: { label: words('show'), onClick: () => to.push(href) } })
    }
    source.addEventListener('alert', onAlert)
    source.addEventListener('resync', () => void latest.current.client.invalidateQueries())
    return () => source.close()
  }, [tenant])
}

/** Stands in a tenant's layout. */
export function LiveUpdates({ tenant }: { tenant: string }) {
  useLive(tenant)
  return null
}
