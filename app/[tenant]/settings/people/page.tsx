import { People } from '@/components/settings/people'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched
      {...props}
      ask={({ client, trpc }) => [
        client.prefetchQuery(trpc.platform.listMembers.queryOptions({})),
        client.prefetchQuery(trpc.platform.listInvitations.queryOptions({})),
        client.prefetchQuery(trpc.platform.listRoles.queryOptions({})),
      ]}
    >
      <People />
    </Prefetched>
  )
}
