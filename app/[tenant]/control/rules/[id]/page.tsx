import { HydrationBoundary } from '@tanstack/react-query'
import { notFound } from 'next/navigation'
import { RuleEditor } from '@/components/control/rule-editor'
import { prefetcher } from '@/server/api/prefetch'
import { todayIn } from '@/server/kernel/calendar-date'
import { isId } from '@/server/kernel/ids'

interface Props {
  params: Promise<{ tenant: string; id: string }>
}

/** One rule, or `new`. */
export default async function Page({ params }: Props) {
  const { tenant, id } = await params
  if (id !== 'new' && !isId(id)) notFound()
  const { client, trpc, state } = await prefetcher(tenant)
  await Promise.all([
    client.prefetchQuery(trpc.control.rules.vocabulary.queryOptions({})),
    id === 'new' ? null : client.prefetchQuery(trpc.control.rules.get.queryOptions({ id })),
  ])
  return (
    <HydrationBoundary state={state()}>
      <RuleEditor id={id === 'new' ? null : id} today={todayIn('UTC')} />
    </HydrationBoundary>
  )
}
