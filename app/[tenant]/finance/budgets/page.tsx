import { Budgets } from '@/components/finance/budget/lists'
import { budgetList } from '@/server/contracts/finance/budget'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={budgetList} pick={(trpc) => trpc.finance.budget.list}>
      <Budgets />
    </ListPage>
  )
}
