import { Suppliers } from '@/components/procurement/lists'
import { supplierList } from '@/server/contracts/procurement/supplier'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={supplierList} pick={(trpc) => trpc.procurement.supplier.list}>
      <Suppliers />
    </ListPage>
  )
}
