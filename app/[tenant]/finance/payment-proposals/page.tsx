import { PaymentProposals } from '@/components/finance/proposal/proposal-list'
import { paymentProposalList } from '@/server/contracts/finance/payment-proposal'
import { ListPage, type ListPageProps } from '../../list-page'

export default function Page(props: ListPageProps) {
  return (
    <ListPage {...props} definition={paymentProposalList} pick={(trpc) => trpc.finance.paymentProposal.list}>
      <PaymentProposals />
    </ListPage>
  )
}
