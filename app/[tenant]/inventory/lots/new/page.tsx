import { NewLot } from '@/components/inventory/lot/lot-form'

export default function Page() {
  return <NewLot />
}
