import { ChevronRight } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { currentPerson } from '@/server/api/person'
import { signOutAction } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('identity'))('tenants.title') }
}

/** Where to work: one person may belong to several tenants. */
export default async function TenantsPage() {
  const [person, t] = await Promise.all([currentPerson(), getTranslations('identity')])
  if (!person) redirect('/sign-in')
  if (person.pending) redirect('/second-factor')
  return (
    <div className="grid gap-4">
      <div className="grid gap-1">
        <h1 className="text-xl font-medium">{t('tenants.title')}</h1>
        <p className="text-sm text-muted">
          {person.tenants.length > 0 ? t('tenants.text', { email: person.email }) : t('tenants.none')}
        </p>
      </div>
      <ul className="grid gap-2">
        {person.tenants.map(({ slug, name, hasCompany }) => (
          <li key={slug}>
            <Link
              href={hasCompany ? `/${slug}` : `/set-up?tenant=${slug}`}
              className="flex min-h-12 items-center justify-between gap-3 rounded-md border bg-surface px-4 py-2 hover:bg-hover"
            >
              <span className="min-w-0 truncate">{name}</span>
              <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
            </Link>
          </li>
        ))}
      </ul>
      <form action={signOutAction}>
        <Button type="submit" variant="quiet">
          {t('signOut')}
        </Button>
      </form>
    </div>
  )
}
