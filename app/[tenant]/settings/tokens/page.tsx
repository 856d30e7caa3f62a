import { Tokens } from '@/components/settings/tokens'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched
      {...props}
      ask={({ client, trpc }) => [client.prefetchQuery(trpc.platform.mySessions.queryOptions({ kind: 'token' }))]}
    >
      <Tokens />
    </Prefetched>
  )
}
