import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SecondFactorForm } from '@/components/identity/second-factor-form'
import { currentPerson } from '@/server/api/person'
import { secondFactorAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('secondFactor.title') }
}

export default async function SecondFactorPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const [{ next = '' }, person] = await Promise.all([searchParams, currentPerson()])
  if (!person) redirect('/sign-in')
  if (!person.pending) redirect('/')
  return <SecondFactorForm next={String(next)} action={secondFactorAction} />
}
