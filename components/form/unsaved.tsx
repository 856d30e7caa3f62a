'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { AlertDialog } from '@/components/ui/alert-dialog'

/** The link that this click would follow within the app, if any. */
function inAppLink(event: MouseEvent): URL | null {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
    return null
  const anchor = event.target instanceof Element ? event.target.closest('a') : null
  if (!anchor?.href || anchor.target === '_blank' || anchor.hasAttribute('download')) return null
  const url = new URL(anchor.href)
  const here = window.location
  const same = url.pathname === here.pathname && url.search === here.search
  return url.origin === here.origin && !same ? url : null
}

/**
 * Asks once before unsaved changes are left: on a link, on Back and Forward where the browser lets us (Navigation API),
 * and through the browser's own question when the tab closes.
 */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const t = useTranslations('common')
  const router = useRouter()
  const [leave, setLeave] = useState<(() => void) | null>(null)
  const allowed = useRef(false)
  useEffect(() => {
    if (!dirty) return
    allowed.current = false
    const ask = (go: () => void) =>
      setLeave(() => () => {
        allowed.current = true
        setLeave(null)
        go()
      })
    const onClick = (event: MouseEvent) => {
      const url = allowed.current ? null : inAppLink(event)
      if (!url) return
      event.preventDefault()
      event.stopPropagation()
      ask(() => router.push(url.pathname + url.search + url.hash))
    }
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!allowed.current) event.preventDefault()
    }
    const onNavigate = (event: NavigateEvent) => {
      if (allowed.current || event.navigationType !== 'traverse' || !event.cancelable) return
      event.preventDefault()
      const key = event.destination.key
      ask(() => window.navigation.traverseTo(key))
    }
    const hasNavigation = 'navigation' in window
    document.addEventListener('click', onClick, true)
    window.addEventListener('beforeunload', onUnload)
    if (hasNavigation) window.navigation.addEventListener('navigate', onNavigate)
    return () => {
      document.removeEventListener('click', onClick, true)
      window.removeEventListener('beforeunload', onUnload)
      if (hasNavigation) window.navigation.removeEventListener('navigate', onNavigate)
    }
  }, [dirty, router])
  return (
    <AlertDialog
      open={leave !== null}
      onOpenChange={(open) => !open && setLeave(null)}
      title={t('leaveTitle')}
      description={t('leaveText')}
      confirmLabel={t('leave')}
      cancelLabel={t('stay')}
      danger
      onConfirm={() => leave?.()}
    />
  )
}
