import { NewItem } from '@/components/inventory/item/item-edit'

export default function Page() {
  return <NewItem />
}
