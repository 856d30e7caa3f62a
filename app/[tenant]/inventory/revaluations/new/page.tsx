import { NewRevaluation } from '@/components/inventory/revaluation/revaluation-drafts'

export default function Page() {
  return <NewRevaluation />
}
