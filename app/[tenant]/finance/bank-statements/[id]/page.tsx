import { StatementPage } from '@/components/finance/bank-statement/statement-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <StatementPage id={(await params).id} />
}
