import { PaymentTerms } from '@/components/finance/master/payment-terms'

export default function Page() {
  return <PaymentTerms />
}
