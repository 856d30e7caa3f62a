import { Revaluation } from '@/components/finance/master/revaluation'

export default function Page() {
  return <Revaluation />
}
