import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/api/root'

/** A document that waits for this person's decision. */
export type InboxEntry = inferRouterOutputs<AppRouter>['platform']['inbox']['items'][number]
