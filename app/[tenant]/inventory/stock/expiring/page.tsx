import { ExpiringLots, StockViews } from '@/components/inventory/stock-lists'
import { expiringLotList } from '@/server/contracts/inventory/lists'
import { ListPage, type ListPageProps } from '../../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={expiringLotList} pick={(trpc) => trpc.inventory.stock.expiring}>
      <div className="flex h-full min-h-0 flex-col">
        <StockViews current="expiring" />
        <div className="min-h-0 flex-1">
          <ExpiringLots />
        </div>
      </div>
    </ListPage>
  )
}
