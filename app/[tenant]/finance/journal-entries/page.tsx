import { JournalEntries } from '@/components/finance/lists'
import { journalEntryList } from '@/server/contracts/finance/manual-entry'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={journalEntryList} pick={(trpc) => trpc.finance.journalEntry.list}>
      <JournalEntries />
    </ListPage>
  )
}
