import { NewCount } from '@/components/inventory/count/new-count'

export default function Page() {
  return <NewCount />
}
