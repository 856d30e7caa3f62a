import { JournalReport } from '@/components/finance/report/journal'

export default function Page() {
  return <JournalReport />
}
