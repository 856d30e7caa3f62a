import { NewQuotation } from '@/components/procurement/quotation/quotation-page'
import { newId } from '@/server/kernel/ids'

interface Props {
  searchParams: Promise<{ rfq?: string; supplier?: string }>
}

export default async function Page({ searchParams }: Props) {
  const { rfq, supplier } = await searchParams
  return <NewQuotation firstLineId={newId()} {...(rfq && { rfqId: rfq })} {...(supplier && { supplierId: supplier })} />
}
