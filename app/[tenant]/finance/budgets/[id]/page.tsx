import { BudgetPage } from '@/components/finance/budget/budget-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <BudgetPage id={(await params).id} />
}
