import { CustomerGroups } from '@/components/sales/customer/customer-groups'

export default function Page() {
  return <CustomerGroups />
}
