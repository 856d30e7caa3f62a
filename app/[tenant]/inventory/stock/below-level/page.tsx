import { BelowLevel, StockViews } from '@/components/inventory/stock-lists'
import { belowLevelList } from '@/server/contracts/inventory/lists'
import { ListPage, type ListPageProps } from '../../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={belowLevelList} pick={(trpc) => trpc.inventory.stock.belowLevel}>
      <div className="flex h-full min-h-0 flex-col">
        <StockViews current="below" />
        <div className="min-h-0 flex-1">
          <BelowLevel />
        </div>
      </div>
    </ListPage>
  )
}
