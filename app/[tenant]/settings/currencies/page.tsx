import { Currencies } from '@/components/finance/master/currencies'

export default function Page() {
  return <Currencies />
}
