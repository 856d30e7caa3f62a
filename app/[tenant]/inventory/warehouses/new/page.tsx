import { NewWarehouse } from '@/components/inventory/warehouse/warehouse-form'

export default function Page() {
  return <NewWarehouse />
}
