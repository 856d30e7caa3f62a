import { NewProposal } from '@/components/finance/proposal/new-proposal'

export default function Page() {
  return <NewProposal />
}
