'use client'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useDecideApprovals } from '@/components/approval/use-decide'
import { useErrorText } from '@/components/error-text'
import { readServerError, type ServerError } from '@/components/form/server-error'
import { approvalToDecide, forgetRefusal, tellRefusal } from '@/components/refusal'
import { toast } from '@/components/ui/toast'

/** The words of a refusal: each issue once, else the refusal itself. */
export function useRefusalText(): (error: ServerError) => string {
  const say = useErrorText()
  return (error) => [...new Set((error.issues?.length ? error.issues : [error]).map((i) => say(i)))].join(' ')
}

/** Runs commands of documents: what `touched` and every document's side show is asked again afterwards, done or refused. */
export function useCommands(touched: readonly QueryKey[]) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const say = useRefusalText()
  const t = useTranslations('common')
  const named = useTranslations('approval')
  const decide = useDecideApprovals()
  const refresh = () =>
    Promise.all(
      [
        ...touched,
        trpc.control.findings.pathKey(),
        trpc.control.approvals.pathKey(),
        trpc.platform.documentActivity.pathKey(),
        trpc.inventory.stock.pathKey(),
      ].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
  return {
    refresh,
    /** For forms: a refusal is thrown on, so that it finds its field. */
    commit: async <T>(work: () => Promise<T>): Promise<T> => {
      const result = await work()
      await refresh()
      toast.success(t('saved'))
      return result
    },
    /** Null when it was refused; the refusal has been said, and `onRefused` has heard of it. */
    run: async <T>(
      work: () => Promise<T>,
      done?: string,
      onRefused?: (error: ServerError) => void,
    ): Promise<T | null> => {
      forgetRefusal()
      try {
        const result = await work()
        await refresh()
        toast.success(done ?? t('saved'))
        return result
      } catch (thrown) {
        const refusal = readServerError(thrown)
        const mine = approvalToDecide(refusal)
        if (mine) {
          await decide([{ instanceId: mine, label: named('thisDocument') }], 'approve', '')
          return null
        }
        onRefused?.(refusal)
        tellRefusal(refusal, say(refusal))
        void refresh()
        return null
      }
    },
  }
}
