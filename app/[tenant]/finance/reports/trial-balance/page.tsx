import { TrialBalance } from '@/components/finance/report/trial-balance'

export default function Page() {
  return <TrialBalance />
}
