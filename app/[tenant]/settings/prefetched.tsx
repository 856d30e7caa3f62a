import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { prefetcher } from '@/server/api/prefetch'

type Prefetcher = Awaited<ReturnType<typeof prefetcher>>

export interface TenantPageProps {
  params: Promise<{ tenant: string }>
}

/** Asks for what a page of settings shows, and hands it to its client part. */
export async function Prefetched({
  params,
  ask,
  children,
}: TenantPageProps & { ask: (prefetcher: Prefetcher) => readonly Promise<void>[]; children: ReactNode }) {
  const made = await prefetcher((await params).tenant)
  await Promise.all(ask(made))
  return <HydrationBoundary state={made.state()}>{children}</HydrationBoundary>
}
