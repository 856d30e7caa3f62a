import type { ReactNode } from 'react'

export interface ShellTenant {
  /** The first part of the path. */
  slug: string
  name: string
}
export interface ShellCompany {
  id: string
  name: string
  currency: string
  /** IANA zone: what "today" means for its documents. */
  timeZone: string
}
export interface ShellUser {
  name: string
  email: string
  imageUrl?: string | null
}
/** A document, party or item; or a list that a person pinned. */
export interface ShellLink {
  id: string
  label: string
  /** Relative to `/[tenant]/`. */
  href: string
  /** What it is and whose: "Sales order · Aurora Cycles". */
  hint?: string
}

export interface ShellProps {
  tenant: ShellTenant
  /** All tenants of this person, the present one among them. */
  tenants: readonly ShellTenant[]
  companies: readonly ShellCompany[]
  companyId: string | null
  onCompanyChange: (companyId: string) => void
  user: ShellUser
  /** Granted permission names (`sales.order.read`, `sales.*`, `*`). */
  permissions: readonly string[]
  counts: { alerts: number; approvals: number }
  pinned?: readonly ShellLink[]
  recent?: readonly ShellLink[]
  /** Documents by number, parties, items. Also asked with a scanned code. */
  search: (query: string, signal: AbortSignal) => Promise<readonly ShellLink[]>
  onSignOut: () => void
  /** What the bell opens; without it the bell leads to the alerts. */
  alerts?: ReactNode
  /** From the cookie `keel-rail`, so that the first picture is right. */
  railCollapsed?: boolean
  children: ReactNode
}
