import { BankStatements } from '@/components/finance/bank-statement/statement-list'
import { bankStatementList } from '@/server/contracts/finance/bank-statement'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={bankStatementList} pick={(trpc) => trpc.finance.bankStatement.list}>
      <BankStatements />
    </ListPage>
  )
}
