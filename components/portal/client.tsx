'use client'
import { QueryClient, QueryClientProvider, useMutation, useQueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpLink } from '@trpc/client'
import { createTRPCContext } from '@trpc/tanstack-react-query'
import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, use, useState } from 'react'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { toast } from '@/components/ui/toast'
import type { PortalRouter } from '@/server/api/portal'

const context = createTRPCContext<PortalRouter>()
export const usePortal = context.useTRPC

const makeClient = (token: string) =>
  createTRPCClient<PortalRouter>({
    links: [
      httpLink({
        url: '/api/portal',
        headers: ({ op }) => ({
          'x-portal-token': token,
          ...(op.type === 'mutation' && { 'idempotency-key': crypto.randomUUID() }),
        }),
      }),
    ],
  })

const TodayContext = createContext('')
/** Today where the buyer is. */
export const useToday = () => use(TodayContext)

/** Gives the page of a link its procedures; the link travels in a header. */
export function PortalProvider({ token, today, children }: { token: string; today: string; children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: 0 }, mutations: { retry: 0 } } }),
  )
  const [trpc] = useState(() => makeClient(token))
  return (
    <QueryClientProvider client={client}>
      <context.TRPCProvider trpcClient={trpc} queryClient={client}>
        <TodayContext value={today}>{children}</TodayContext>
      </context.TRPCProvider>
    </QueryClientProvider>
  )
}

interface Sending<I, O> {
  readonly mutationFn?: (input: I, ...rest: never[]) => Promise<O>
}

/** Sends an answer: says that it arrived or why not, and reads everything anew. The refusal stays for the form. */
export function useSend<I, O>(options: Sending<I, O> & object, done: string, then?: () => void) {
  const client = useQueryClient()
  const t = useTranslations('portal')
  const say = useErrorText()
  const send = useMutation<O, unknown, I>({
    ...(options as Parameters<typeof useMutation<O, unknown, I>>[0]),
    onSuccess: async () => {
      await client.invalidateQueries()
      toast.success(t(done))
      then?.()
    },
  })
  const refusal = send.error ? readServerError(send.error) : null
  const issue = refusal?.issues?.[0] ?? refusal
  return { send: send.mutate, busy: send.isPending, error: issue ? say(issue) : null }
}
