'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/api/client'
import type { AppRouter } from '@/server/api/root'
import { COMPANY_COOKIE } from '@/server/contracts/platform/locale'
import { ALERTS_SHOWN, AlertsPanel } from './alerts-panel'
import { setPreference } from './preference-cookie'
import { Shell } from './shell'
import type { ShellTenant } from './types'

type Workspace = inferRouterOutputs<AppRouter>['platform']['workspace']

interface Props extends Workspace {
  tenants: readonly ShellTenant[]
  preferredCompanyId: string | null
  railCollapsed: boolean
  children: ReactNode
}

/** The frame with its server: switching company, searching, signing out. */
export function TenantFrame({
  tenant,
  tenants,
  user,
  companies,
  permissions,
  counts,
  preferredCompanyId,
  railCollapsed,
  children,
}: Props) {
  const router = useRouter()
  const trpc = useTRPC()
  const client = useQueryClient()
  const t = useTranslations('common.document')
  // The page brings the first counts; from then on the live channel keeps them.
  const alerts = useQuery(trpc.control.alerts.open.queryOptions({ limit: ALERTS_SHOWN })).data?.count ?? counts.alerts
  const inbox = useQuery(trpc.platform.inbox.queryOptions({}, { refetchInterval: 60_000 }))
  const approvals = inbox.data?.items.length ?? counts.approvals
  const companyId = companies.find((c) => c.id === preferredCompanyId)?.id ?? companies[0]?.id ?? null
  return (
    <Shell
      tenant={tenant}
      tenants={tenants}
      companies={companies}
      companyId={companyId}
      onCompanyChange={(id) => {
        setPreference(COMPANY_COOKIE, id)
        client.clear()
        router.refresh()
      }}
      user={user}
      permissions={permissions}
      counts={{ alerts, approvals }}
      alerts={<AlertsPanel />}
      search={async (text) => {
        const { hits } = await client.fetchQuery(trpc.platform.search.queryOptions({ text }))
        return hits.map(({ id, kind, label, hint, href }) => ({
          id,
          label,
          href,
          hint: [t(kind), hint].filter(Boolean).join(' · '),
        }))
      }}
      onSignOut={async () => {
        await fetch('/api/sign-out', { method: 'POST' })
        client.clear()
        window.location.assign('/sign-in')
      }}
      railCollapsed={railCollapsed}
    >
      {children}
    </Shell>
  )
}
