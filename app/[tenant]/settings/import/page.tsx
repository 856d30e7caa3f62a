import { ImportPage } from '@/components/settings/import-page'
import { Prefetched, type TenantPageProps } from '../prefetched'

export default function Page(props: TenantPageProps) {
  return (
    <Prefetched
      {...props}
      ask={({ client, trpc }) => [client.prefetchQuery(trpc.platform.importKinds.queryOptions({}))]}
    >
      <ImportPage />
    </Prefetched>
  )
}
