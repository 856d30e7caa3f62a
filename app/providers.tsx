'use client'
import { useTranslations } from 'next-intl'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { Toaster } from '@/components/ui/toast'
import { TooltipProvider } from '@/components/ui/tooltip'

/** What every page stands in: theme (its inline script runs by the nonce), tooltips, short news. */
export function Providers({ nonce, children }: { nonce: string | undefined; children: ReactNode }) {
  const t = useTranslations('common')
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      storageKey="keel-theme"
      {...(nonce && { nonce })}
    >
      <TooltipProvider>
        {children}
        <Toaster containerAriaLabel={t('notifications')} />
      </TooltipProvider>
    </ThemeProvider>
  )
}
