import { BudgetReport } from '@/components/finance/budget/budget-report'

export default function Page() {
  return <BudgetReport />
}
