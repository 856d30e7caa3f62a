'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { useFrame } from '@/components/shell'
import { permits } from '@/components/shell/navigation'
import { toast } from '@/components/ui/toast'
import type { ApprovalFlowView } from '@/server/contracts/platform/approval'
import { contentOf, type FlowState } from './flow-state'

/** What can be done with a flow, who may, and what the server refused. */
export function useFlowCommands(flow: ApprovalFlowView | null) {
  const trpc = useTRPC()
  const client = useQueryClient()
  const router = useRouter()
  const t = useTranslations('approval.editor')
  const say = useErrorText()
  const { href, permissions } = useFrame()
  const without = (permission: string) =>
    permits(permissions, permission) ? null : say({ code: 'common.forbidden', params: { permission } })
  const done = async (message: string) => {
    await client.invalidateQueries(trpc.control.approvalFlows.pathFilter())
    toast.success(message)
  }
  const { approvalFlows } = trpc.control
  const create = useMutation(
    approvalFlows.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await done(t('saved'))
        router.replace(href(`control/approval-flows/${id}`))
      },
    }),
  )
  const save = useMutation(approvalFlows.saveDraft.mutationOptions({ onSuccess: () => done(t('saved')) }))
  const publish = useMutation(
    approvalFlows.publish.mutationOptions({ onSuccess: ({ number }) => done(t('published', { number })) }),
  )
  const retire = useMutation(approvalFlows.retire.mutationOptions({ onSuccess: () => done(t('retired')) }))
  const discard = useMutation(approvalFlows.discardDraft.mutationOptions({ onSuccess: () => done(t('discarded')) }))
  const failed = [create, save, publish, retire, discard].find((m) => m.isError)?.error
  const error = failed ? readServerError(failed) : null
  const ref = flow ? { id: flow.id, version: flow.version } : null
  return {
    save: (state: FlowState) => {
      const { code, nameEn, nameZh, document, transition } = state
      const given = { nameEn, nameZh, document, transition, content: contentOf(state) }
      if (ref) save.mutate({ ...ref, ...given })
      else create.mutate({ code, ...given })
    },
    publish: () => ref && publish.mutate(ref),
    retire: () => ref && retire.mutate(ref),
    discard: () => ref && discard.mutate(ref),
    busy: create.isPending || save.isPending,
    refusal: error ? [...new Set((error.issues?.length ? error.issues : [error]).map((i) => say(i)))].join(' ') : null,
    errorAt: (path: string) => {
      const issue = error?.issues?.find((i) => i.path === path || i.path.startsWith(`${path}.`))
      return issue ? say(issue) : undefined
    },
    refusedSave: without(flow ? 'control.approval_flow.update' : 'control.approval_flow.create'),
    refusedPublish: without('control.approval_flow.publish'),
    refusedRetire: without('control.approval_flow.retire'),
  }
}
