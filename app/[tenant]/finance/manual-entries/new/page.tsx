import { NewManualEntry } from '@/components/finance/entry/manual-entry-page'

export default function Page() {
  return <NewManualEntry />
}
