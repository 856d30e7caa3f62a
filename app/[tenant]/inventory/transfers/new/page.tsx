import { NewTransfer } from '@/components/inventory/transfer/transfer-drafts'

export default function Page() {
  return <NewTransfer />
}
