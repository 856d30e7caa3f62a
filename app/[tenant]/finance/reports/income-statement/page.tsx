import { IncomeStatement } from '@/components/finance/report/statements'

export default function Page() {
  return <IncomeStatement />
}
