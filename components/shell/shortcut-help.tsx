'use client'
import { useTranslations } from 'next-intl'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Keys } from '@/components/ui/kbd'
import { type Shortcut, useShortcutList } from './shortcuts'
import { useMac } from './use-mac'

/** Every key that does something on this page, by group. */
export function ShortcutHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const t = useTranslations('shell')
  const common = useTranslations('common')
  const mac = useMac()
  const shortcuts = useShortcutList(open)
  const groups = new Map<string, Shortcut[]>()
  for (const shortcut of shortcuts) {
    const group = shortcut.group ?? t('thisPage')
    groups.set(group, [...(groups.get(group) ?? []), shortcut])
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t('shortcuts')} closeLabel={common('close')} size="lg">
        <div className="columns-1 gap-8 sm:columns-2">
          {[...groups].map(([group, members]) => (
            <section key={group} className="mb-5">
              <h3 className="break-after-avoid pb-1 text-xs font-normal text-faint">{group}</h3>
              <dl className="text-sm">
                {members.map((shortcut) => (
                  <div
                    key={shortcut.keys}
                    className="flex min-h-7 break-inside-avoid items-center justify-between gap-4"
                  >
                    <dt>{shortcut.label}</dt>
                    <dd>
                      <Keys keys={shortcut.keys} mac={mac} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  )
}
