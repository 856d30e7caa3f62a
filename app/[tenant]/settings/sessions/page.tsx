import { Sessions } from '@/components/settings/sessions'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched
      {...props}
      ask={({ client, trpc }) => [client.prefetchQuery(trpc.platform.mySessions.queryOptions({ kind: 'session' }))]}
    >
      <Sessions />
    </Prefetched>
  )
}
