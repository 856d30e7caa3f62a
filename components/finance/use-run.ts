'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { tellRefusal } from '@/components/refusal'
import { toast } from '@/components/ui/toast'

/** Runs commands of a screen: what finance shows is asked again afterwards, a refusal is said. */
export function useRun() {
  const trpc = useTRPC()
  const client = useQueryClient()
  const say = useErrorText()
  const t = useTranslations('common')
  const refresh = () =>
    Promise.all(
      [trpc.finance.pathKey(), trpc.control.approvals.pathKey(), trpc.platform.documentActivity.pathKey()].map(
        (queryKey) => client.invalidateQueries({ queryKey }),
      ),
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
    /** For buttons: true when it was done. */
    run: async (work: () => Promise<unknown>, done?: string): Promise<boolean> => {
      try {
        await work()
        await refresh()
        toast.success(done ?? t('saved'))
        return true
      } catch (thrown) {
        const error = readServerError(thrown)
        if (tellRefusal(error, say(error))) await refresh()
        return false
      }
    },
  }
}
