'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { BottomBar } from './bottom-bar'
import { CommandPalette } from './command-palette'
import { FrameProvider, useFrame } from './context'
import { MoreSheet } from './more-sheet'
import { RAIL_COOKIE, setPreference } from './preference-cookie'
import { Rail } from './rail'
import { ScanDialog } from './scan-dialog'
import { ShortcutHelp } from './shortcut-help'
import { ShortcutProvider, useShortcut, useShortcuts } from './shortcuts'
import { TopBar } from './top-bar'
import type { ShellProps } from './types'

/**
 * The frame around every screen of a tenant. All it shows comes in as props; it asks nothing itself. It is as high as the window and
 * scrolls inside: a list that grew with its rows would draw, and ask for, all of them.
 */
export function Shell({ children, ...props }: ShellProps) {
  return (
    <ShortcutProvider>
      <FrameProvider {...props}>
        <Frame collapsedAtFirst={props.railCollapsed ?? false}>{children}</Frame>
      </FrameProvider>
    </ShortcutProvider>
  )
}

type Overlay = 'palette' | 'help' | 'scan' | 'more'

function Frame({ collapsedAtFirst, children }: { collapsedAtFirst: boolean; children: ShellProps['children'] }) {
  const t = useTranslations('shell')
  const [collapsed, setCollapsed] = useState(collapsedAtFirst)
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const [scanned, setScanned] = useState('')
  const toggle = () => {
    setPreference(RAIL_COOKIE, collapsed ? 'open' : 'collapsed')
    setCollapsed(!collapsed)
  }
  const openPalette = (query = '') => {
    setScanned(query)
    setOverlay('palette')
  }
  const control = (name: Overlay) => ({
    open: overlay === name,
    onOpenChange: (open: boolean) => setOverlay(open ? name : null),
  })

  useScreenShortcuts()
  useShortcut('mod+k', t('search'), () => (overlay === 'palette' ? setOverlay(null) : openPalette()), {
    group: t('everywhere'),
    anywhere: true,
  })
  useShortcut('?', t('shortcuts'), () => setOverlay('help'), { group: t('everywhere') })
  useShortcut('[', t(collapsed ? 'expandRail' : 'collapseRail'), toggle, { group: t('everywhere') })

  return (
    <div className="flex h-dvh bg-canvas print:h-auto">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-80 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        {t('skip')}
      </a>
      <Rail collapsed={collapsed} onToggle={toggle} />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <TopBar onSearch={() => openPalette()} onHelp={() => setOverlay('help')} />
        <main
          id="content"
          tabIndex={-1}
          className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-y-auto bg-surface outline-none print:overflow-visible max-md:pb-[calc(3.5rem+env(safe-area-inset-bottom))]"
        >
          {children}
        </main>
      </div>
      <BottomBar onScan={() => setOverlay('scan')} onSearch={() => openPalette()} onMore={() => setOverlay('more')} />
      <CommandPalette {...control('palette')} initialQuery={scanned} />
      <ShortcutHelp {...control('help')} />
      <MoreSheet {...control('more')} />
      <ScanDialog {...control('scan')} onUnclear={openPalette} />
    </div>
  )
}

/** `g` and a letter for each screen that has one. */
function useScreenShortcuts() {
  const t = useTranslations('shell')
  const router = useRouter()
  const { modules, tenant } = useFrame()
  const shortcuts = useMemo(
    () =>
      modules
        .flatMap((module) => module.entries)
        .flatMap((entry) => {
          if (!entry.keys) return []
          const target = entry.href === '' ? `/${tenant.slug}` : `/${tenant.slug}/${entry.href}`
          return [
            { keys: entry.keys, label: t(`screen.${entry.key}`), group: t('screens'), run: () => router.push(target) },
          ]
        }),
    [modules, tenant.slug, router, t],
  )
  useShortcuts(shortcuts)
}
