import { NewCustomer } from '@/components/sales/customer/new-customer'

export default function Page() {
  return <NewCustomer />
}
