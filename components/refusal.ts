import type { ServerError } from '@/components/form/server-error'
import { toast } from '@/components/ui/toast'

/** "Sent for approval" comes as a refusal, because the command has not run; for people it is no failure. */
export const isSentForApproval = (error: ServerError): boolean => error.code === 'common.approval_needed'

/** Says how a command was refused. True when it was only sent for approval: then what is on the screen has changed. */
export function tellRefusal(error: ServerError, text: string): boolean {
  const sent = isSentForApproval(error)
  if (sent) toast.success(text)
  else toast.error(text)
  return sent
}
