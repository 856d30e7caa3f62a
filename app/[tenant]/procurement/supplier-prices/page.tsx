import { SupplierPriceList } from '@/components/procurement/lists'
import { supplierPriceList } from '@/server/contracts/procurement/supplier-price'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={supplierPriceList} pick={(trpc) => trpc.procurement.supplierPrice.list}>
      <SupplierPriceList />
    </ListPage>
  )
}
