import { CarrierPage } from '@/components/finance/carrier/carriers'

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <CarrierPage kind="project" id={(await params).id} />
}
