import { LandedCosts } from '@/components/procurement/receiving-lists'
import { landedCostList } from '@/server/contracts/procurement/landed-cost'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={landedCostList} pick={(trpc) => trpc.procurement.landedCost.list}>
      <LandedCosts />
    </ListPage>
  )
}
