import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SetUpForm } from '@/components/identity/set-up-form'
import { currentPerson } from '@/server/api/person'
import { setUpAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('setUp.title') }
}

/** The first company of a new tenant. */
export default async function SetUpPage({ searchParams }: { searchParams: Promise<{ tenant?: string }> }) {
  const [{ tenant: slug }, person] = await Promise.all([searchParams, currentPerson()])
  if (!person) redirect('/sign-in')
  if (person.pending) redirect('/second-factor')
  const tenant = person.tenants.find((candidate) => (slug ? candidate.slug === slug : !candidate.hasCompany))
  if (!tenant) redirect('/tenants')
  if (tenant.hasCompany) redirect(`/${tenant.slug}`)
  return <SetUpForm tenant={{ slug: tenant.slug, name: tenant.name }} action={setUpAction} />
}
