import { BudgetRevisions } from '@/components/finance/budget/lists'
import { budgetRevisionList } from '@/server/contracts/finance/budget'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={budgetRevisionList} pick={(trpc) => trpc.finance.budgetRevision.list}>
      <BudgetRevisions />
    </ListPage>
  )
}
