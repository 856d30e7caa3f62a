import { BudgetEdit } from '@/components/finance/budget/budget-form'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <BudgetEdit id={(await params).id} />
}
