import { CarrierForm } from '@/components/finance/carrier/carriers'

export default function Page() {
  return <CarrierForm kind="costCenter" />
}
