'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useFrame } from '@/components/shell'
import { permits } from '@/components/shell/navigation'
import { toast } from '@/components/ui/toast'

/** Why the person may not use a permission; null when they may. */
export function useRefused(permission: string): string | null {
  const { permissions } = useFrame()
  const say = useErrorText()
  return permits(permissions, permission) ? null : say({ code: 'common.forbidden', params: { permission } })
}

/** Runs commands of the settings: what is shown is asked again afterwards, a refusal is said. */
export function useRun() {
  const trpc = useTRPC()
  const client = useQueryClient()
  const say = useErrorText()
  const t = useTranslations('common')
  const refresh = () => client.invalidateQueries({ queryKey: trpc.platform.pathKey() })
  return {
    /** For forms: a refusal is thrown on, so that it finds its field. */
    commit: async <T>(work: () => Promise<T>): Promise<T> => {
      const result = await work()
      await refresh()
      return result
    },
    /** For buttons: true when it was done. */
    run: async (work: () => Promise<unknown>): Promise<boolean> => {
      try {
        await work()
        await refresh()
        toast.success(t('saved'))
        return true
      } catch (thrown) {
        toast.error(say(readServerError(thrown)))
        return false
      }
    },
  }
}
