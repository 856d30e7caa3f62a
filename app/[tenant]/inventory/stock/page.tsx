import { Stock, StockViews } from '@/components/inventory/stock-lists'
import { stockList } from '@/server/contracts/inventory/lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={stockList} pick={(trpc) => trpc.inventory.stock.list}>
      <div className="flex h-full min-h-0 flex-col">
        <StockViews current="now" />
        <div className="min-h-0 flex-1">
          <Stock />
        </div>
      </div>
    </ListPage>
  )
}
