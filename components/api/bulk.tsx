'use client'
import { useQueryClient } from '@tanstack/react-query'
import type { LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { useRefusalText } from '@/components/api/use-commands'
import type { BulkAction, BulkTarget } from '@/components/data-table/types'
import { readServerError } from '@/components/form/server-error'
import { isSentForApproval } from '@/components/refusal'
import { toast } from '@/components/ui/toast'
import { BulkAsk, type BulkRefusal, BulkResult, BulkRunning } from './bulk-dialogs'
import { type BulkPage, MOST_AT_ONCE, type BulkRow as Row, rowsOf } from './bulk-rows'

/** What one can do with many rows: the same command as on the document's page, once for each row. */
export interface BulkStep {
  readonly name: string
  readonly label: string
  readonly icon?: LucideIcon
  readonly danger?: boolean
  /** Why this person may not. */
  readonly refused?: string | undefined
  /** Asks for a reason, the same for all. */
  readonly reason?: boolean
  readonly run: (ref: { id: string; version?: number }, reason: string) => Promise<unknown>
}

interface Given {
  readonly steps: readonly BulkStep[]
  readonly page: BulkPage
  readonly labelOf: (row: Row) => string
  readonly hrefOf?: ((row: Row) => string) | undefined
}
type Stage =
  | { readonly at: 'ask'; readonly step: BulkStep; readonly target: BulkTarget }
  | { readonly at: 'run'; readonly step: BulkStep; readonly done: number; readonly of: number }
  | { readonly at: 'told'; readonly step: BulkStep; readonly done: number; readonly refused: readonly BulkRefusal[] }

const refOf = (row: Row) => ({ id: row.id, ...(typeof row.version === 'number' && { version: row.version }) })

/**
 * Bulk actions of a list with their dialogs: asks, does row by row what can be done, and lists what was refused and why.
 * One row's refusal stops no other.
 */
export function useBulk({ steps, page, labelOf, hrefOf }: Given): {
  actions: readonly BulkAction[]
  dialogs: ReactNode
} {
  const t = useTranslations('table')
  const client = useQueryClient()
  const say = useRefusalText()
  const [stage, setStage] = useState<Stage | null>(null)
  const stopped = useRef(false)
  const settle = useRef<(kept: boolean) => void>(() => {})

  const carryOut = async (step: BulkStep, target: BulkTarget, reason: string) => {
    stopped.current = false
    const refused: BulkRefusal[] = []
    let done = 0
    try {
      setStage({ at: 'run', step, done: 0, of: target.kind === 'ids' ? target.ids.length : target.count })
      const rows = await rowsOf(target, page)
      for (const row of rows) {
        if (stopped.current) break
        try {
          await step.run(refOf(row), reason)
          done += 1
        } catch (thrown) {
          const error = readServerError(thrown)
          refused.push({
            id: row.id,
            label: labelOf(row),
            href: hrefOf?.(row),
            text: say(error),
            sent: isSentForApproval(error),
          })
        }
        setStage({ at: 'run', step, done: done + refused.length, of: rows.length })
      }
    } catch (thrown) {
      toast.error(say(readServerError(thrown)))
    }
    await client.invalidateQueries()
    if (refused.length > 0) return setStage({ at: 'told', step, done, refused })
    setStage(null)
    if (done > 0) toast.success(t('bulkDone', { action: step.label, count: done }))
    settle.current(true)
  }

  const actions = steps.map(
    ({ name, label, icon, danger, refused }, index): BulkAction => ({
      name,
      label,
      ...(icon && { icon }),
      ...(danger && { danger }),
      refused: refused ?? null,
      onRun: (target) => {
        const step = steps[index]
        if (!step) return false
        if (target.kind === 'all' && target.count > MOST_AT_ONCE) {
          toast.error(t('bulkTooMany', { most: MOST_AT_ONCE }))
          return false
        }
        return new Promise<boolean>((resolve) => {
          settle.current = resolve
          setStage({ at: 'ask', step, target })
        })
      },
    }),
  )
  const close = (cleared: boolean) => {
    setStage(null)
    settle.current(cleared)
  }
  return { actions, dialogs: <Dialogs stage={stage} onAnswer={carryOut} onStop={stopped} onClose={close} /> }
}

function Dialogs({
  stage,
  onAnswer,
  onStop,
  onClose,
}: {
  stage: Stage | null
  onAnswer: (step: BulkStep, target: BulkTarget, reason: string) => Promise<void>
  onStop: { current: boolean }
  onClose: (cleared: boolean) => void
}) {
  if (stage?.at === 'ask') {
    const { step, target } = stage
    return (
      <BulkAsk
        label={step.label}
        count={target.kind === 'ids' ? target.ids.length : target.count}
        danger={step.danger ?? false}
        reason={step.reason ?? false}
        onAnswer={(reason) => void onAnswer(step, target, reason)}
        onClose={() => onClose(false)}
      />
    )
  }
  if (stage?.at === 'run')
    return (
      <BulkRunning
        label={stage.step.label}
        done={stage.done}
        of={stage.of}
        onStop={() => {
          onStop.current = true
        }}
      />
    )
  if (stage?.at === 'told')
    return (
      <BulkResult label={stage.step.label} done={stage.done} refused={stage.refused} onClose={() => onClose(true)} />
    )
  return null
}
