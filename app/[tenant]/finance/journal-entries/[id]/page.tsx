import { JournalEntryPage } from '@/components/finance/entry/journal-entry-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <JournalEntryPage id={(await params).id} />
}
