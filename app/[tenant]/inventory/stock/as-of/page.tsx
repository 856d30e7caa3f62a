import { StockAsOf } from '@/components/inventory/stock-as-of'

export default function Page() {
  return <StockAsOf />
}
