import { Roles } from '@/components/settings/roles'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched {...props} ask={({ client, trpc }) => [client.prefetchQuery(trpc.platform.listRoles.queryOptions({}))]}>
      <Roles />
    </Prefetched>
  )
}
