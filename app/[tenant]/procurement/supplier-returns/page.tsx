import { SupplierReturns } from '@/components/procurement/receiving-lists'
import { supplierReturnList } from '@/server/contracts/procurement/supplier-return'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={supplierReturnList} pick={(trpc) => trpc.procurement.supplierReturn.list}>
      <SupplierReturns />
    </ListPage>
  )
}
