import { RevisionEdit } from '@/components/finance/budget/revision-form'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <RevisionEdit id={(await params).id} />
}
