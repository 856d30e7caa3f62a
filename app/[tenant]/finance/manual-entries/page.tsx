import { ManualEntries } from '@/components/finance/lists'
import { manualEntryList } from '@/server/contracts/finance/manual-entry'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={manualEntryList} pick={(trpc) => trpc.finance.manualEntry.list}>
      <ManualEntries />
    </ListPage>
  )
}
