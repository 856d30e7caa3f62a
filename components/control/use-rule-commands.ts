'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { permits } from '@/components/shell/navigation'
import { toast } from '@/components/ui/toast'
import type { RuleView } from '@/server/contracts/platform/rule-views'
import type { RuleState } from './rule-state'

/** What can be done with a rule, who may, and what the server refused. */
export function useRuleCommands(rule: RuleView | null) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const router = useRouter()
  const t = useTranslations('control.editor')
  const format = useFormat()
  const say = useErrorText()
  const { href, permissions } = useFrame()
  const refusedWithout = (permission: string) =>
    permits(permissions, permission) ? null : say({ code: 'common.forbidden', params: { permission } })
  const done = async (message: string) => {
    await client.invalidateQueries(trpc.control.rules.pathFilter())
    toast.success(message)
  }
  const create = useMutation(
    trpc.control.rules.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await done(t('saved'))
        router.replace(href(`control/rules/${id}`))
      },
    }),
  )
  const save = useMutation(trpc.control.rules.saveDraft.mutationOptions({ onSuccess: () => done(t('saved')) }))
  const publish = useMutation(
    trpc.control.rules.publish.mutationOptions({
      onSuccess: ({ number }) => done(t('published', { number, from: format.date(rule?.draft?.effectiveFrom ?? '') })),
    }),
  )
  const retire = useMutation(trpc.control.rules.retire.mutationOptions({ onSuccess: () => done(t('retired')) }))
  const discard = useMutation(
    trpc.control.rules.discardDraft.mutationOptions({ onSuccess: () => done(t('discarded')) }),
  )
  const words = useTranslations('control.trial')
  const startShadow = useMutation(
    trpc.control.rules.startShadow.mutationOptions({ onSuccess: () => done(words('shadowed')) }),
  )
  const stopShadow = useMutation(
    trpc.control.rules.stopShadow.mutationOptions({ onSuccess: () => done(words('shadowStopped')) }),
  )
  const failed = [create, save, publish, retire, discard, startShadow, stopShadow].find((m) => m.isError)?.error
  const error = failed ? readServerError(failed) : null
  const ref = rule ? { id: rule.id, version: rule.version } : null
  return {
    save: ({ code, ...state }: RuleState) => {
      const given = { ...state, triggers: [...state.triggers] }
      if (ref) save.mutate({ ...ref, ...given })
      else create.mutate({ code, ...given })
    },
    publish: () => ref && publish.mutate(ref),
    retire: () => ref && retire.mutate(ref),
    discard: () => ref && discard.mutate(ref),
    startShadow: () => ref && startShadow.mutate(ref),
    stopShadow: () => ref && stopShadow.mutate(ref),
    busy: create.isPending || save.isPending,
    refusal: error ? say(error) : null,
    errorAt: (path: string) => {
      const issue = error?.issues?.find((i) => i.path === path || i.path.startsWith(`${path}.`))
      return issue ? say(issue) : undefined
    },
    refusedSave: refusedWithout(rule ? 'control.rule.update' : 'control.rule.create'),
    refusedPublish: refusedWithout('control.rule.publish'),
    refusedRetire: refusedWithout('control.rule.retire'),
  }
}
