import { useEffect, useSyncExternalStore } from 'react'
import type { ServerError } from '@/components/form/server-error'
import { hasOverlay } from '@/components/ui/keys-taken'
import { toast } from '@/components/ui/toast'
import type { ApprovalNeeded } from '@/server/contracts/platform/approval'

/** "Sent for approval" comes as a refusal, because the command has not run; for people it is no failure. */
export const isSentForApproval = (error: ServerError): boolean => error.code === 'common.approval_needed'

/** The approval that waits for the very person who asked for the transition: to them, approving the document is deciding it. */
export function approvalToDecide({ code, details }: ServerError): string | null {
  const needed = code === 'common.approval_needed' ? (details as Partial<ApprovalNeeded> | undefined) : undefined
  return (needed?.mayDecide && needed.instanceId) || null
}

/** Pages that keep a place for a refusal: what stood in the way stays readable while it is mended. */
const places = new Set<() => void>()
let standing: string | null = null

function stand(text: string | null): void {
  standing = text
  for (const changed of places) changed()
}

function subscribe(changed: () => void): () => void {
  places.add(changed)
  return () => places.delete(changed)
}

/** The refusal that stands on this page; while a page asks, refusals come here and not as passing news. */
export function useStandingRefusal(): string | null {
  useEffect(() => () => stand(null), [])
  return useSyncExternalStore(
    subscribe,
    () => standing,
    () => null,
  )
}

/** Another try begins: what was refused before no longer stands. */
export const forgetRefusal = (): void => stand(null)

/** Says how a command was refused. True when it was only sent for approval: then what is on the screen has changed. */
export function tellRefusal(error: ServerError, text: string): boolean {
  const sent = isSentForApproval(error)
  if (sent) toast.success(text)
  // Behind a dialog nobody would see it.
  else if (places.size > 0 && !hasOverlay()) stand(text)
  else toast.error(text)
  return sent
}
