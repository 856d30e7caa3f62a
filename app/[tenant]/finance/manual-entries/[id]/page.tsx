import { ManualEntryPage } from '@/components/finance/entry/manual-entry-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <ManualEntryPage id={(await params).id} />
}
