'use client'
import { usePathname } from 'next/navigation'
import { createContext, useContext, useMemo } from 'react'
import { entryOf, type NavigationEntry, type NavigationModule, visibleModules } from './navigation'
import type { ShellProps } from './types'

type Frame = Omit<ShellProps, 'children'> & {
  modules: readonly NavigationModule[]
  here: { module: NavigationModule; entry: NavigationEntry } | null
  /** `/[tenant]/` plus a relative address. */
  href: (relative: string) => string
}
const Context = createContext<Frame | null>(null)

export function FrameProvider({ children, ...props }: ShellProps) {
  const pathname = usePathname()
  const { permissions, tenant } = props
  const modules = useMemo(() => visibleModules(permissions), [permissions])
  const root = `/${tenant.slug}`
  const path = pathname.startsWith(`${root}/`) ? pathname.slice(root.length + 1) : ''
  const frame: Frame = {
    ...props,
    modules,
    here: entryOf(modules, path),
    href: (relative) => (relative === '' ? root : `${root}/${relative}`),
  }
  return <Context value={frame}>{children}</Context>
}

/** The tenant, person and screens of the frame; only inside `Shell`. */
export function useFrame(): Frame {
  const frame = useContext(Context)
  if (!frame) throw new Error('useFrame stands outside of Shell')
  return frame
}
