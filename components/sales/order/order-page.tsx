'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { DocumentPageSkeleton } from '@/components/shell'
import { ErrorState } from '@/components/ui/error-state'
import { asChoice, useCompany } from '../use-sales'
import { OrderEditor } from './order-editor'
import { draftOf, emptyOrder } from './order-model'

/** A quotation or order: being written while it may be changed, shown with how far it is afterwards. */
export function OrderPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const words = useTranslations('common.page')
  const say = useErrorText()
  const order = useQuery(trpc.sales.salesOrder.get.queryOptions({ id }))
  const customers = useQuery(
    trpc.sales.customer.options.queryOptions(
      { companyId: order.data?.companyId ?? '', ids: [order.data?.customerId ?? ''] },
      { enabled: order.data !== undefined, staleTime: 30_000, retry: false },
    ),
  )
  if (order.isError) return <ErrorState title={words('notFoundTitle')}>{say(readServerError(order.error))}</ErrorState>
  if (order.isPending || (customers.isPending && !customers.isError)) return <DocumentPageSkeleton />
  const { data } = order
  const known = customers.data?.[0]
  const customer = known
    ? asChoice(known)
    : asChoice({
        id: data.customerId,
        partyId: data.partyId,
        code: data.customerCode,
        name: data.customerName,
        currency: data.currency,
        paymentTermId: data.paymentTermId,
        warehouseId: data.warehouseId,
        shipPolicy: data.shipPolicy,
        invoicePolicy: data.invoicePolicy,
        block: 'none',
        creditLimit: null,
        exposure: '0',
      })
  return (
    <OrderEditor
      key={`${data.id}-${data.version}`}
      document={data}
      initial={draftOf(data, customer)}
      quotation={data.status === 'quoted'}
    />
  )
}

/** An empty order; `customerId` names who it is for, `quotation` makes quoting the next step. */
export function NewOrder({
  firstLineId,
  customerId,
  quotation = false,
}: {
  /** Made on the server, so that both pictures of the page agree. */
  firstLineId: string
  customerId?: string
  quotation?: boolean
}) {
  const trpc = useTRPC()
  const { companyId, today } = useCompany()
  const customers = useQuery(
    trpc.sales.customer.options.queryOptions(
      { companyId, ids: customerId ? [customerId] : [] },
      { enabled: customerId !== undefined, retry: false },
    ),
  )
  if (customerId && customers.isPending) return <DocumentPageSkeleton />
  const known = customers.data?.[0]
  const blank = emptyOrder(today, firstLineId)
  const initial = known
    ? {
        ...blank,
        customer: asChoice(known),
        paymentTermId: known.paymentTermId,
        warehouseId: known.warehouseId,
        shipPolicy: known.shipPolicy,
        invoicePolicy: known.invoicePolicy,
      }
    : blank
  return <OrderEditor document={null} initial={initial} quotation={quotation} />
}
