import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SignInForm } from '@/components/identity/sign-in-form'
import { currentPerson } from '@/server/api/person'
import { signInAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('signIn.title') }
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const [{ next = '' }, person] = await Promise.all([searchParams, currentPerson()])
  if (person && !person.pending && !next) redirect('/')
  return <SignInForm next={String(next)} action={signInAction} />
}
