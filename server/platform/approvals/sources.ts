import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '../commands/context'
import type { Facts } from '../rules/subject'

export interface ApproverRequest {
  readonly document: string
  readonly documentId: Id
  readonly companyId: Id
  readonly requesterId: Id
  /** The facts of the document's check: `cost_centers`, `category` … */
  readonly facts: Facts
}

export interface ApproverResolver {
  /** How people call it in the flow editor. */
  readonly label: { readonly en: string; readonly zh: string }
  /** The people (user ids) who answer for such a document; empty = the step goes to the administrators. Must name the tenant. */
  readonly resolve: (ctx: QueryContext, request: ApproverRequest) => Promise<readonly Id[]>
}

// One map a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelApproverSources?: Map<string, ApproverResolver> }
const known = (): Map<string, ApproverResolver> => {
  store.keelApproverSources ??= new Map()
  return store.keelApproverSources
}

/** Makes a kind of approver known to approval flows (`cost_center_owner`). Called by the module that knows who they are. */
export function registerApproverSource(kind: string, resolver: ApproverResolver): void {
  known().set(kind, resolver)
}

export const approverResolver = (kind: string): ApproverResolver | undefined => known().get(kind)

export const approverResolvers = (): [string, ApproverResolver][] => [...known()]
