import { redirect } from 'next/navigation'
import { currentPerson } from '@/server/api/person'

/** The bare address: to where one works, or to signing in. */
export default async function RootPage() {
  const person = await currentPerson()
  if (!person) redirect('/sign-in')
  if (person.pending) redirect('/second-factor')
  const [only, another] = person.tenants
  if (!only || another) redirect('/tenants')
  redirect(only.hasCompany ? `/${only.slug}` : `/set-up?tenant=${only.slug}`)
}
