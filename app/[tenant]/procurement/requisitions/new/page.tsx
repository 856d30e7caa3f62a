import { NewRequisition } from '@/components/procurement/requisition/requisition-page'
import { newId } from '@/server/kernel/ids'

export default function Page() {
  return <NewRequisition firstLineId={newId()} />
}
