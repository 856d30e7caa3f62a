import { ListPageSkeleton } from '@/components/shell'

export default function Loading() {
  return <ListPageSkeleton />
}
