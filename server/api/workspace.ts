import { cookies } from 'next/headers'
import { cache } from 'react'
import { COMPANY_COOKIE } from '@/server/contracts/platform/locale'
import { api } from './prefetch'

/** What the frame and the pages of one render know of the tenant, asked once. */
export const workspaceOf = cache(async (slug: string) => (await api(slug)).platform.workspace({}))

/** The company that the person works in: the one chosen last, else the first. */
export async function companyOf(slug: string) {
  const { companies } = await workspaceOf(slug)
  const chosen = (await cookies()).get(COMPANY_COOKIE)?.value
  return companies.find((c) => c.id === chosen) ?? companies[0] ?? null
}
