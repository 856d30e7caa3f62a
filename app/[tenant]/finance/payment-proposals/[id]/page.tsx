import { ProposalPage } from '@/components/finance/proposal/proposal-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ProposalPage id={(await params).id} />
}
