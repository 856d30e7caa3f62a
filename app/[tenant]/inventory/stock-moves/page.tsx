import { StockMoves } from '@/components/inventory/stock-lists'
import { stockMoveList } from '@/server/contracts/inventory/lists'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={stockMoveList} pick={(trpc) => trpc.inventory.stockMove.list}>
      <StockMoves />
    </ListPage>
  )
}
