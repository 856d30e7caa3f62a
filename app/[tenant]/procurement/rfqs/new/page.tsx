import { NewRequest } from '@/components/procurement/rfq/request-page'
import { newId } from '@/server/kernel/ids'

interface Props {
  /** Ids of requisitions, with commas between. */
  searchParams: Promise<{ requisition?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { requisition } = await searchParams
  return <NewRequest firstLineId={newId()} requisitionIds={requisition?.split(',').filter(Boolean) ?? []} />
}
