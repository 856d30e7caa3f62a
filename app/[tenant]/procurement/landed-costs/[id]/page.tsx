import { LandedCostPage } from '@/components/procurement/landed-cost/landed-cost-page'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <LandedCostPage id={(await params).id} />
}
