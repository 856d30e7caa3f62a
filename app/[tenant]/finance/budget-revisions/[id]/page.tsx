import { RevisionPage } from '@/components/finance/budget/revision-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RevisionPage id={(await params).id} />
}
