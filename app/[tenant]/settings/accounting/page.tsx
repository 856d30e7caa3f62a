import { AccountingSettings } from '@/components/finance/master/accounting-settings'

export default function Page() {
  return <AccountingSettings />
}
