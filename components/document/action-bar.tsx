'use client'
import { Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useErrorText } from '@/components/error-text'
import { Button, IconButton } from '@/components/ui/button'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { hasOverlay, isTypingAt } from '@/components/ui/keys-taken'
import type { Machine } from '@/server/kernel/state-machine'
import { chordOf, type DocumentAction, type PlannedAction, planActions } from './actions'

export interface ActionBarProps<S extends string, T extends string> {
  readonly machine: Machine<S, T>
  readonly state: S
  readonly actions: readonly DocumentAction[]
  /** Buttons beside the main one; the rest is in the menu. */
  readonly quietSlots?: number
}

/** What can be done with the document now: the one next step, a few quiet ones, the rest in a menu; each has its key. */
export function ActionBar<S extends string, T extends string>({
  machine,
  state,
  actions,
  quietSlots = 2,
}: ActionBarProps<S, T>) {
  const t = useTranslations('document')
  const say = useErrorText()
  const [running, setRunning] = useState<string | null>(null)
  const illegal = (action: DocumentAction) =>
    say({ code: 'common.illegal_transition', params: { document: machine.document, state, transition: action.name } })
  const { primary, quiet, overflow } = planActions(machine, state, actions, illegal, quietSlots)
  const run = async (action: PlannedAction) => {
    if (action.reason || running) return
    setRunning(action.name)
    try {
      await action.onRun()
    } finally {
      setRunning(null)
    }
  }
  useActionKeys([primary, ...quiet, ...overflow], run)
  const button = (action: PlannedAction, main: boolean) => (
    <Button
      key={action.name}
      variant={main ? 'primary' : 'secondary'}
      keys={action.shortcut}
      busy={running === action.name}
      disabled={running !== null}
      disabledReason={action.reason}
      onClick={() => run(action)}
    >
      {action.label}
    </Button>
  )
  return (
    <div role="toolbar" aria-label={t('actions')} className="flex shrink-0 items-center gap-1.5">
      {overflow.length > 0 ? (
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <IconButton label={t('moreActions')}>
              <Ellipsis aria-hidden />
            </IconButton>
          </DropdownMenuTrigger>
          <DropdownMenuContent align="end" className="max-w-80">
            {overflow.map((action) => (
              <DropdownMenuItem
                key={action.name}
                keys={action.shortcut}
                danger={action.tone === 'danger' && action.reason === null}
                disabledReason={action.reason}
                onSelect={() => run(action)}
              >
                {action.label}
              </DropdownMenuItem>
            ))}
          </DropdownMenuContent>
        </DropdownMenu>
      ) : null}
      <span className="contents max-sm:hidden">{quiet.map((action) => button(action, false))}</span>
      {primary ? button(primary, true) : null}
    </div>
  )
}

function useActionKeys(actions: readonly (PlannedAction | null)[], run: (action: PlannedAction) => unknown) {
  const latest = useRef({ actions, run })
  useEffect(() => {
    latest.current = { actions, run }
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      if (event.defaultPrevented || hasOverlay() || (isTypingAt(event.target) && !chord.includes('mod+'))) return
      const action = latest.current.actions.find((a) => a?.shortcut === chord)
      if (!action) return
      event.preventDefault()
      latest.current.run(action)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
