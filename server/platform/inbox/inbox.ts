import { z } from 'zod'
import { inboxItem } from '@/server/contracts/platform/inbox'
import { approvalsForMe, inApproval } from '../approvals/inbox'
import { query } from '../commands/command'
import type { QueryContext } from '../commands/context'
import { type Grant, grantOf } from '../identity/actor'

export type InboxItem = z.infer<typeof inboxItem>

export interface InboxSource {
  /** The kind of document that waits. */
  readonly kind: string
  /** Who may decide; for others nothing waits. */
  readonly permission: string
  /** What waits for the caller, the longest first: within the amount and the rows of `grant`. Must name the tenant. */
  readonly find: (ctx: QueryContext, grant: Grant, limit: number) => Promise<readonly Omit<InboxItem, 'kind'>[]>
}

// One map a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelInbox?: Map<string, InboxSource> }
const sources = (): Map<string, InboxSource> => {
  store.keelInbox ??= new Map()
  return store.keelInbox
}

/** Adds a kind of decision to what waits for people. Called by the module that owns the document. */
export function registerInbox(source: InboxSource): void {
  sources().set(source.kind, source)
}

const MOST = 100

/** What waits for the caller's decision, the longest first; at most a hundred of a kind. */
export async function waitingFor(ctx: QueryContext): Promise<InboxItem[]> {
  const found = await Promise.all(
    [...sources().values()].map(async ({ kind, permission, find }) => {
      const grant = grantOf(ctx.actor, permission)
      return grant ? (await find(ctx, grant, MOST)).map((item) => ({ ...item, kind })) : []
    }),
  )
  const general = found.flat()
  const [approvals, running] = [
    await approvalsForMe(ctx),
    await inApproval(
      ctx,
      general.map((item) => item.id),
    ),
  ]
  return [...approvals, ...general.filter((item) => !running.has(item.id))].sort((a, b) =>
    a.since.localeCompare(b.since),
  )
}

/** The inbox: every document that waits for a decision which the caller may take. */
export const inbox = query({
  name: 'platform.inbox',
  permission: null,
  input: z.strictObject({}),
  output: z.object({ items: z.array(inboxItem) }),
  handler: async (ctx) => ({ items: await waitingFor(ctx) }),
})
