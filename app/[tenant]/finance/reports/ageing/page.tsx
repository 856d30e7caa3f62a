import { Ageing } from '@/components/finance/report/ageing'

export default function Page() {
  return <Ageing />
}
