import { StockValuation, StockViews } from '@/components/inventory/stock-lists'
import { stockValuationList } from '@/server/contracts/inventory/card'
import { ListPage, type ListPageProps } from '../../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={stockValuationList} pick={(trpc) => trpc.inventory.stock.valuation}>
      <div className="flex h-full min-h-0 flex-col">
        <StockViews current="valuation" />
        <div className="min-h-0 flex-1">
          <StockValuation />
        </div>
      </div>
    </ListPage>
  )
}
