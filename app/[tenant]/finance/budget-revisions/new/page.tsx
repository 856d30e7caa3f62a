import { notFound } from 'next/navigation'
import { NewRevision } from '@/components/finance/budget/revision-form'
import { revisionKinds } from '@/server/contracts/finance/budget'

interface Props {
  searchParams: Promise<{ budget?: string; kind?: string }>
}

/** A change is made from its budget: the address names it. */
export default async function Page({ searchParams }: Props) {
  const { budget, kind } = await searchParams
  if (!budget) notFound()
  return <NewRevision budgetId={budget} kind={revisionKinds.find((k) => k === kind) ?? 'revision'} />
}
