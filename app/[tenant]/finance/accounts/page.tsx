import { Accounts } from '@/components/finance/master/accounts'

export default function Page() {
  return <Accounts />
}
