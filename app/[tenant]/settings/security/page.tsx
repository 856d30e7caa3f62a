import { Security } from '@/components/settings/security'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched {...props} ask={({ client, trpc }) => [client.prefetchQuery(trpc.platform.myAccount.queryOptions({}))]}>
      <Security />
    </Prefetched>
  )
}
