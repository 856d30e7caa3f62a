import { DocumentPageSkeleton } from '@/components/shell'

export default function Loading() {
  return <DocumentPageSkeleton />
}
