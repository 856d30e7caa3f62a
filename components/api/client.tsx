'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { type ReactNode, useState } from 'react'
import type { AppRouter } from '@/server/api/root'

const context = createTRPCContext<AppRouter>()
/** Typed options for React Query: `useQuery(useTRPC().sales.salesOrder.get.queryOptions({ id }))`. */
export const useTRPC = context.useTRPC
export const useTRPCClient = context.useTRPCClient

/** Settings shared by the server's prefetch and the browser: data of the first paint is fresh for half a minute. */
export const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: 30_000, retry: 1, refetchOnWindowFocus: true }, mutations: { retry: 0 } },
  })

let browserClient: QueryClient | undefined
function queryClient(): QueryClient {
  if (typeof window === 'undefined') return makeQueryClient()
  browserClient ??= makeQueryClient()
  return browserClient
}

function makeClient(tenant: string | null) {
  const headers = tenant ? { 'x-keel-tenant': tenant } : {}
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === 'mutation',
        // A mutation goes alone, under a key of its own: sent again by a flaky network it is done once.
        true: httpLink({
          url: '/api/trpc',
          headers: ({ op }) => ({
            ...headers,
            'idempotency-key': String(op.context.idempotencyKey ?? crypto.randomUUID()),
          }),
        }),
        // A question too long for an address (the lines of a whole order) is asked by POST: `trpc: { context: { long: true } }`.
        false: splitLink({
          condition: (op) => op.context.long === true,
          true: httpLink({ url: '/api/trpc', headers, methodOverride: 'POST' }),
          false: httpBatchLink({ url: '/api/trpc', headers, maxURLLength: 8000 }),
        }),
      }),
    ],
  })
}

/** Gives the pages of one tenant (or of none: sign-in) their procedures. */
export function ApiProvider({ tenant, children }: { tenant: string | null; children: ReactNode }) {
  const client = queryClient()
  const [trpc] = useState(() => makeClient(tenant))
  return (
    <QueryClientProvider client={client}>
      <context.TRPCProvider trpcClient={trpc} queryClient={client}>
        {children}
      </context.TRPCProvider>
    </QueryClientProvider>
  )
}
