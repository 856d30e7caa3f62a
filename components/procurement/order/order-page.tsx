'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/api/client'
import { Loaded } from '@/components/document/parts'
import { DocumentPageSkeleton } from '@/components/shell'
import { asChoice, useCompany, useKnownSuppliers } from '../use-buying'
import { OrderEditor } from './order-editor'
import { draftOf, emptyOrder, type OrderDocument } from './order-model'

/** An order: being written while it may be changed, shown with how far it is afterwards. */
export function OrderPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const order = useQuery(trpc.procurement.purchaseOrder.get.queryOptions({ id }))
  return <Loaded query={order}>{(data) => <KnownOrder order={data} />}</Loaded>
}

function KnownOrder({ order }: { order: OrderDocument }) {
  const suppliers = useKnownSuppliers([order.supplierId])
  if (suppliers.isPending && !suppliers.isError) return <DocumentPageSkeleton />
  const supplier = asChoice(
    suppliers.data?.[0] ?? {
      id: order.supplierId,
      partyId: order.partyId,
      code: order.supplierCode,
      name: order.supplierName,
      currency: order.currency,
      paymentTermId: order.paymentTermId,
      warehouseId: order.warehouseId,
      leadTimeDays: 0,
      block: 'none',
    },
  )
  return <OrderEditor key={`${order.id}-${order.version}`} document={order} initial={draftOf(order, supplier)} />
}

/** An empty order; `supplierId` names from whom, `blanket` makes it an agreement to call off from. */
export function NewOrder({
  firstLineId,
  supplierId,
  blanket = false,
}: {
  /** Made on the server, so that both pictures of the page agree. */
  firstLineId: string
  supplierId?: string
  blanket?: boolean
}) {
  const { today } = useCompany()
  const suppliers = useKnownSuppliers(supplierId ? [supplierId] : [])
  if (supplierId && suppliers.isPending) return <DocumentPageSkeleton />
  const known = suppliers.data?.[0]
  const blank = emptyOrder(today, firstLineId, blanket ? 'blanket' : 'standard')
  const initial = known
    ? {
        ...blank,
        supplier: asChoice(known),
        paymentTermId: known.paymentTermId,
        warehouseId: known.warehouseId,
      }
    : blank
  return <OrderEditor document={null} initial={initial} />
}
