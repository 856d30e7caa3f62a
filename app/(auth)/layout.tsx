import type { ReactNode } from 'react'
import { LanguageSwitch } from '@/components/shell/language-switch'
import { Wordmark } from '@/components/wordmark'

/** The quiet frame around sign-in, sign-up and set-up: the mark, one column, the language. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas">
      <header className="flex items-center justify-between px-5 py-4 sm:px-8">
        <Wordmark />
        <LanguageSwitch />
      </header>
      <main className="flex flex-1 flex-col items-center px-4 pt-[8vh] pb-16">
        <div className="w-full max-w-sm">{children}</div>
      </main>
    </div>
  )
}
