import { NewLandedCost } from '@/components/procurement/landed-cost/new-landed-cost'

export default async function Page({ searchParams }: { searchParams: Promise<{ receipt?: string }> }) {
  const { receipt } = await searchParams
  return <NewLandedCost receiptIds={receipt ? [receipt] : []} />
}
