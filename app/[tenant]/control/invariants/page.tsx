import { Invariants } from '@/components/control/invariants'
import { Prefetched, type TenantPageProps } from '../../settings/prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched
      {...props}
      ask={({ client, trpc }) => [client.prefetchQuery(trpc.control.invariants.last.queryOptions({}))]}
    >
      <Invariants />
    </Prefetched>
  )
}
