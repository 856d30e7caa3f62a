'use client'
import { useTranslations } from 'next-intl'
import { Sheet, SheetContent } from '@/components/ui/sheet'
import { useFrame } from './context'
import { NavigationLinks } from './navigation-links'

/** Every screen, on a phone. */
export function MoreSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const { modules } = useFrame()
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent title={t('modules')} closeLabel={common('close')} side="left">
        <nav aria-label={t('modules')} className="-mx-2 flex flex-col gap-5">
          {modules.map((module) => (
            <section key={module.key}>
              <h3 className="flex items-center gap-2 px-2 pb-1 text-sm text-ink">
                <module.icon aria-hidden className="size-4 text-faint" />
                {t(`module.${module.key}`)}
              </h3>
              <NavigationLinks module={module} className="ml-6" onGo={() => onOpenChange(false)} />
            </section>
          ))}
        </nav>
      </SheetContent>
    </Sheet>
  )
}
