import { NewAdjustment } from '@/components/inventory/adjustment/adjustment-drafts'

export default function Page() {
  return <NewAdjustment />
}
