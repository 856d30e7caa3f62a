import { UnitPage } from '@/components/inventory/masters/unit-form'

export default function Page() {
  return <UnitPage />
}
