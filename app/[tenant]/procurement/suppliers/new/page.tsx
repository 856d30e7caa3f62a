import { NewSupplier } from '@/components/procurement/supplier/new-supplier'

export default function Page() {
  return <NewSupplier />
}
