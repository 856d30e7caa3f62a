import { BalanceSheet } from '@/components/finance/report/statements'

export default function Page() {
  return <BalanceSheet />
}
