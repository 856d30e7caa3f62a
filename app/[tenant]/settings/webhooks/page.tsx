import { Webhooks } from '@/components/settings/webhooks'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched
      {...props}
      ask={({ client, trpc }) => [client.prefetchQuery(trpc.platform.listWebhooks.queryOptions({}))]}
    >
      <Webhooks />
    </Prefetched>
  )
}
