import { GoodsReceipts } from '@/components/procurement/receiving-lists'
import { goodsReceiptList } from '@/server/contracts/procurement/goods-receipt'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={goodsReceiptList} pick={(trpc) => trpc.procurement.goodsReceipt.list}>
      <GoodsReceipts />
    </ListPage>
  )
}
