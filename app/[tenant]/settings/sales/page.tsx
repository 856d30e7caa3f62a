import { SalesSettings } from '@/components/sales/settings/sales-settings'

export default function Page() {
  return <SalesSettings />
}
