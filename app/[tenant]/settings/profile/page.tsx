import { Profile } from '@/components/settings/profile'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched
      {...props}
      ask={({ client, trpc }) => [
        client.prefetchQuery(trpc.platform.myAccount.queryOptions({})),
        client.prefetchQuery(trpc.platform.myNotifications.queryOptions({})),
        client.prefetchQuery(trpc.control.delegations.list.queryOptions({})),
      ]}
    >
      <Profile />
    </Prefetched>
  )
}
