import { Periods } from '@/components/finance/master/periods'

export default function Page() {
  return <Periods />
}
