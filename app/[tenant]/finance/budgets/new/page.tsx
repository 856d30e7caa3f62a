import { NewBudget } from '@/components/finance/budget/budget-form'

export default function Page() {
  return <NewBudget />
}
