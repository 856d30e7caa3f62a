import { PriceLists } from '@/components/sales/lists'
import { priceLists } from '@/server/contracts/sales/price-list'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={priceLists} pick={(trpc) => trpc.sales.priceList.list}>
      <PriceLists />
    </ListPage>
  )
}
