import { Companies } from '@/components/settings/companies'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched
      {...props}
      ask={({ client, trpc }) => [client.prefetchQuery(trpc.platform.listCompanies.queryOptions({}))]}
    >
      <Companies />
    </Prefetched>
  )
}
