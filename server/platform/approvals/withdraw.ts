import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { AppError, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { command, registry } from '../commands/command'
import { lockDocument, sendBack } from '../commands/on-document'
import { endInstance, lockInstance } from './instance'

/** Takes back what one asked for, while it runs; the document goes back to where it can be changed. */
export const withdrawApproval = command({
  name: 'control.withdrawApproval',
  permission: null,
  input: z.strictObject({ id: idField }),
  output: z.object({ id: z.string(), document: z.string(), documentId: z.string() }),
  handler: async (ctx, { id }) => {
    const [found] = await ctx.sql<{ command: string; documentId: Id; requesterId: Id }[]>`
      select command, document_id as "documentId", requester_id as "requesterId" from approval_instance
      where tenant_id = ${ctx.tenantId} and id = ${id}`
    const definition = found && registry.get(found.command)
    if (!found || definition?.kind !== 'command' || !definition.document) throw notFound('approval')
    if (found.requesterId !== ctx.actor.userId) throw new AppError('forbidden', 'approval.not_withdrawable')
    const use = { kind: definition.document.kind }
    const doc = await lockDocument(ctx, use, { id: found.documentId }, undefined)
    const instance = await lockInstance(ctx, id)
    if (instance?.status !== 'running') throw new AppError('conflict', 'approval.not_withdrawable')
    await endInstance(ctx, id, { status: 'voided', reason: 'withdrawn' })
    await sendBack(ctx, use, doc, '')
    ctx.record({
      action: 'withdraw_approval',
      document: instance.document,
      documentId: instance.documentId,
      companyId: instance.companyId,
      label: instance.label,
    })
    return { id, document: instance.document, documentId: instance.documentId }
  },
})
