import { AccountStatement } from '@/components/finance/report/account-statement'

export default function Page() {
  return <AccountStatement />
}
