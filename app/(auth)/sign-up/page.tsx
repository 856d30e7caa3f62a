import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SignUpForm } from '@/components/identity/sign-up-form'
import { signUpAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('signUp.title') }
}

export default function SignUpPage() {
  return <SignUpForm action={signUpAction} />
}
