import { cookies } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { ApiProvider } from '@/components/api/client'
import { RAIL_COOKIE } from '@/components/shell/preference-cookie'
import { TenantFrame } from '@/components/shell/tenant-frame'
import { LiveUpdates } from '@/components/shell/use-live'
import { currentPerson } from '@/server/api/person'
import { workspaceOf } from '@/server/api/workspace'
import { COMPANY_COOKIE } from '@/server/contracts/platform/locale'

interface Props {
  children: ReactNode
  params: Promise<{ tenant: string }>
}

/** Resolves session, tenant and company once for every page below. */
export default async function TenantLayout({ children, params }: Props) {
  const { tenant: slug } = await params
  const person = await currentPerson()
  if (!person) redirect(`/sign-in?next=${encodeURIComponent(`/${slug}`)}`)
  if (person.pending) redirect('/second-factor')
  const tenant = person.tenants.find((t) => t.slug === slug)
  if (!tenant) notFound()
  if (!tenant.hasCompany) redirect(`/set-up?tenant=${slug}`)
  const workspace = await workspaceOf(slug)
  const jar = await cookies()
  return (
    <ApiProvider tenant={slug}>
      <LiveUpdates tenant={slug} />
      <TenantFrame
        {...workspace}
        tenants={person.tenants.map(({ slug: s, name }) => ({ slug: s, name }))}
        preferredCompanyId={jar.get(COMPANY_COOKIE)?.value ?? null}
        railCollapsed={jar.get(RAIL_COOKIE)?.value === 'collapsed'}
      >
        {children}
      </TenantFrame>
    </ApiProvider>
  )
}
