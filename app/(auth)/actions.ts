'use server'
import { redirect } from 'next/navigation'
import { type Refusal, refusalOf, requestOrigin, setSessionCookie, signInWith, signOutHere } from '@/server/api/auth'
import { currentPerson } from '@/server/api/person'
import { api } from '@/server/api/prefetch'
import { acceptInvitation } from '@/server/platform/identity/accept-invitation'
import { requestPasswordReset, resetPassword } from '@/server/platform/identity/password-reset'
import { resolvePerson } from '@/server/platform/identity/session'
import { signUp } from '@/server/platform/identity/sign-up'

/** Runs what a form asks for, then goes on; a refusal comes back to the form. */
async function attempt(work: () => Promise<string>): Promise<Refusal> {
  let next: string
  try {
    next = await work()
  } catch (error) {
    return refusalOf(error)
  }
  redirect(next)
}

/** Only an address of our own: a link with `next` to elsewhere must not lead away after signing in. */
const ownPath = (next: string): string | null =>
  /^\/(?![/\\])[\w\-./?=&%~+,:@*[\]]*$/.test(next) && !next.startsWith('/sign-in') ? next : null

const startOf = (tenants: readonly { slug: string; hasCompany: boolean }[]): string => {
  const [only, another] = tenants
  if (!only || another) return '/tenants'
  return only.hasCompany ? `/${only.slug}` : `/set-up?tenant=${only.slug}`
}

/** Signing in, first step. */
export async function signInAction(input: { email: string; password: string; next: string }): Promise<Refusal> {
  return attempt(async () => {
    await signInWith('password', { email: input.email, password: input.password })
    const person = await currentPerson()
    const next = ownPath(input.next)
    if (person?.pending) return next ? `/second-factor?next=${encodeURIComponent(next)}` : '/second-factor'
    return next ?? startOf(person?.tenants ?? [])
  })
}

/** Signing in, second step. */
export async function secondFactorAction(input: { code: string; next: string }): Promise<Refusal> {
  return attempt(async () => {
    await signInWith('second-factor', { code: input.code })
    return ownPath(input.next) ?? startOf((await currentPerson())?.tenants ?? [])
  })
}

/** Asks for a link by mail; says the same whether or not there is such an account. */
export async function forgotPasswordAction(input: Parameters<typeof requestPasswordReset>[0]): Promise<Refusal | null> {
  try {
    await requestPasswordReset(input, await requestOrigin())
    return null
  } catch (error) {
    return refusalOf(error)
  }
}

/** Sets a new password by the mailed link; signing in comes after. */
export async function resetPasswordAction(input: Parameters<typeof resetPassword>[0]): Promise<Refusal | null> {
  try {
    await resetPassword(input)
    return null
  } catch (error) {
    return refusalOf(error)
  }
}

/** A new person with a new tenant; goes on to set up the first company. */
export async function signUpAction(input: Parameters<typeof signUp>[0]): Promise<Refusal> {
  return attempt(async () => {
    const { token, slug } = await signUp(input, await requestOrigin())
    await setSessionCookie(token)
    return `/set-up?tenant=${slug}`
  })
}

/** Joins the tenant that a link invites to. */
export async function acceptInvitationAction(input: Parameters<typeof acceptInvitation>[0]): Promise<Refusal> {
  return attempt(async () => {
    const { token, slug, state } = await acceptInvitation(input, await requestOrigin())
    await setSessionCookie(token)
    if (state === 'second_factor') return `/second-factor?next=${encodeURIComponent(`/${slug}`)}`
    const person = await resolvePerson(token)
    return startOf(person?.tenants.filter((tenant) => tenant.slug === slug) ?? [])
  })
}

type CreateCompany = Awaited<ReturnType<typeof api>>['platform']['createCompany']

/** The first company of a tenant. */
export async function setUpAction(tenant: string, input: Parameters<CreateCompany>[0]): Promise<Refusal> {
  return attempt(async () => {
    await (await api(tenant)).platform.createCompany(input)
    return `/${tenant}`
  })
}

/** Ends this session and goes to the sign-in page. */
export async function signOutAction(): Promise<void> {
  await signOutHere()
  redirect('/sign-in')
}
