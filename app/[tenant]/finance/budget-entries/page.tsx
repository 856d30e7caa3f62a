import { BudgetEntries } from '@/components/finance/budget/lists'
import { budgetEntryList } from '@/server/contracts/finance/budget'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={budgetEntryList} pick={(trpc) => trpc.finance.budget.entries}>
      <BudgetEntries />
    </ListPage>
  )
}
