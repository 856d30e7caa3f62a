import { PurchaseSettings } from '@/components/procurement/settings/purchase-settings'

export default function Page() {
  return <PurchaseSettings />
}
