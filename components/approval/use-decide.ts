'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { toast } from '@/components/ui/toast'

export interface Deciding {
  readonly instanceId: string
  readonly label: string
}

/**
 * Decides one or many approvals, each for itself: what fails is named, the others stand. Everything on the screen is asked again.
 * Resolves to how many were decided.
 */
export function useDecideApprovals(): (
  what: readonly Deciding[],
  decision: 'approve' | 'return',
  comment: string,
) => Promise<number> {
  const api = useTRPCClient()
  const client = useQueryClient()
  const say = useErrorText()
  const t = useTranslations('approval')
  return async (what, decision, comment) => {
    let done = 0
    for (const { instanceId, label } of what) {
      try {
        const result = await api.control.approvals.decide.mutate({ id: instanceId, decision, comment })
        done++
        if (result.status === 'voided') toast.error(t('wasChanged', { label }))
        else if (result.stopped) toast.error(t('stopped', { label }), { description: say(result.stopped) })
        else if (what.length === 1)
          toast.success(
            t(decision === 'return' ? 'returned' : result.executed ? 'executed' : 'approvedStep', { label }),
          )
      } catch (thrown) {
        toast.error(`${label}: ${say(readServerError(thrown))}`)
      }
    }
    if (what.length > 1 && done > 0)
      toast.success(t(decision === 'return' ? 'returnedMany' : 'approvedMany', { count: done }))
    await client.invalidateQueries()
    return done
  }
}
