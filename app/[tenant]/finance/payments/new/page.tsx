import { NewPayment } from '@/components/finance/payment/payment-page'

interface Props {
  searchParams: Promise<{ direction?: string; party?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { direction, party } = await searchParams
  return (
    <NewPayment direction={direction === 'outgoing' ? 'outgoing' : 'incoming'} {...(party && { partyId: party })} />
  )
}
