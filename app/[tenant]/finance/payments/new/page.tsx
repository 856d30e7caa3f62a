import { NewPayment } from '@/components/finance/payment/payment-page'

export default function Page() {
  return <NewPayment />
}
