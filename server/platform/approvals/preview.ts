import { z } from 'zod'
import { type ApprovalPreview, approvalPreview } from '@/server/contracts/platform/approval'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { query } from '../commands/command'
import type { QueryContext } from '../commands/context'
import type { Facts } from '../rules/subject'
import { factsOfFlow } from './live-flows'
import { approvalsOf, concerns } from './trail'

export type PreviewLines = NonNullable<ApprovalPreview['lines']>
export type PreviewRow = PreviewLines['rows'][number]
type Preview = (ctx: QueryContext, documentId: Id) => Promise<PreviewLines | null>

// One map a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelApprovalPreviews?: Map<string, Preview> }
const known = (): Map<string, Preview> => {
  store.keelApprovalPreviews ??= new Map()
  return store.keelApprovalPreviews
}

/**
 * Lets approvers read the lines of a kind of document before they decide, also those who may not open the document itself. Called by
 * the module that owns it; must name the tenant. At most a hundred lines.
 */
export function registerApprovalPreview(document: string, preview: Preview): void {
  known().set(document, preview)
}

/** Facts with their names for people; what has no name is not shown. */
export function namedFacts(document: string, facts: Facts): ApprovalPreview['facts'] {
  const definitions = factsOfFlow(document)
  return Object.entries(facts).flatMap(([name, value]) => {
    const definition = definitions[name]
    if (!definition || name === 'requester_id' || name === 'requester_roles' || name === 'today') return []
    return [
      {
        name,
        label: definition.label,
        unit: definition.unit ?? null,
        value: Array.isArray(value) ? [...value] : (value as string),
      },
    ]
  })
}

/** An approval as an approver reads it before deciding. */
export const previewApproval = query({
  name: 'control.previewApproval',
  permission: null,
  input: z.strictObject({ id: z.uuid() }),
  output: approvalPreview,
  handler: async (ctx, { id }) => {
    const [view] = await approvalsOf(ctx, { id })
    if (!view || !concerns(ctx, view)) throw notFound('approval')
    const [row] = await ctx.sql<{ facts: Facts }[]>`
      select facts from approval_instance where tenant_id = ${ctx.tenantId} and id = ${id}`
    const lines = (await known().get(view.document)?.(ctx, view.documentId)) ?? null
    return { ...view, facts: namedFacts(view.document, row?.facts ?? {}), lines }
  },
})
