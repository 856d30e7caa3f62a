import { NewPriceList } from '@/components/sales/price/price-list-page'

export default function Page() {
  return <NewPriceList />
}
