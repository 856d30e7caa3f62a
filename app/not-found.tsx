import { Compass } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default async function NotFound() {
  const t = await getTranslations('common.page')
  return (
    <main className="flex min-h-[70dvh] items-center justify-center">
      <EmptyState
        icon={Compass}
        title={<h1 className="text-lg">{t('notFoundTitle')}</h1>}
        actions={
          <Button asChild>
            <Link href="/">{t('goHome')}</Link>
          </Button>
        }
      >
        {t('notFoundText')}
      </EmptyState>
    </main>
  )
}
