import { Warehouses } from '@/components/inventory/master-lists'
import { warehouseList } from '@/server/contracts/inventory/masters'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={warehouseList} pick={(trpc) => trpc.inventory.warehouse.list}>
      <Warehouses />
    </ListPage>
  )
}
