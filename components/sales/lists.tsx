'use client'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { EntityList } from '@/components/api/list'
import { useRefusal } from '@/components/api/use-refusal'
import { useFrame } from '@/components/shell'
import { customerList } from '@/server/contracts/sales/customer'
import { customerInvoiceList } from '@/server/contracts/sales/customer-invoice'
import { deliveryList } from '@/server/contracts/sales/delivery'
import { priceLists } from '@/server/contracts/sales/price-list'
import { quotationList, salesOrderList } from '@/server/contracts/sales/sales-order'
import { salesReturnList } from '@/server/contracts/sales/sales-return'
import { useDeliveryBulk, useInvoiceBulk, useOrderBulk, useReturnBulk } from './bulk'
import { blockTones, deliveryTones, invoiceTones, orderTones, paymentTones, progressTones, returnTones } from './tones'

const orderStates = {
  status: orderTones,
  reservationProgress: progressTones,
  deliveryProgress: progressTones,
  billingProgress: progressTones,
}

/** What was offered and waits for the customer; the same documents as the orders, in their early life. */
export function Quotations() {
  const trpc = useTRPC()
  const t = useTranslations('sales.quotation')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useOrderBulk()
  return (
    <EntityList
      procedures={trpc.sales.quotation.list}
      definition={quotationList}
      title={t('title')}
      path={(row) => `sales/quotations/${row.id}`}
      tones={orderStates}
      card={{ title: 'customerName', subtitle: 'number', end: 'gross', state: 'status' }}
      primary={{ label: t('new'), href: href('sales/quotations/new'), refused: refusal('sales.sales_order.create') }}
      bulk={bulk.quotations}
      printed="sales_order"
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function SalesOrders() {
  const trpc = useTRPC()
  const t = useTranslations('sales.sales_order')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useOrderBulk()
  return (
    <EntityList
      procedures={trpc.sales.salesOrder.list}
      definition={salesOrderList}
      title={t('title')}
      path={(row) => `sales/sales-orders/${row.id}`}
      tones={orderStates}
      card={{ title: 'customerName', subtitle: 'number', end: 'gross', state: 'status' }}
      primary={{ label: t('new'), href: href('sales/sales-orders/new'), refused: refusal('sales.sales_order.create') }}
      bulkActions={bulk.together}
      bulk={bulk.orders}
      printed="sales_order"
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function Deliveries() {
  const trpc = useTRPC()
  const t = useTranslations('sales.delivery')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useDeliveryBulk()
  return (
    <EntityList
      procedures={trpc.sales.delivery.list}
      definition={deliveryList}
      title={t('title')}
      path={(row) => `sales/deliveries/${row.id}`}
      tones={{ status: deliveryTones }}
      card={{ title: 'customerName', subtitle: 'number', end: 'documentDate', state: 'status' }}
      primary={{ label: t('new'), href: href('sales/deliveries/new'), refused: refusal('sales.delivery.create') }}
      bulkActions={bulk.together}
      bulk={bulk.steps}
      printed="delivery"
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function CustomerInvoices() {
  const trpc = useTRPC()
  const t = useTranslations('sales.customer_invoice')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useInvoiceBulk()
  return (
    <EntityList
      procedures={trpc.sales.customerInvoice.list}
      definition={customerInvoiceList}
      title={t('title')}
      path={(row) => `sales/invoices/${row.id}`}
      tones={{ status: invoiceTones, payment: paymentTones }}
      card={{ title: 'customerName', subtitle: 'number', end: 'gross', state: 'payment' }}
      primary={{ label: t('new'), href: href('sales/invoices/new'), refused: refusal('sales.customer_invoice.create') }}
      bulk={bulk}
      printed="customer_invoice"
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function SalesReturns() {
  const trpc = useTRPC()
  const t = useTranslations('sales.sales_return')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useReturnBulk()
  return (
    <EntityList
      procedures={trpc.sales.salesReturn.list}
      definition={salesReturnList}
      title={t('title')}
      path={(row) => `sales/returns/${row.id}`}
      tones={{ status: returnTones }}
      card={{ title: 'customerName', subtitle: 'number', end: 'documentDate', state: 'status' }}
      primary={{ label: t('new'), href: href('sales/returns/new'), refused: refusal('sales.sales_return.create') }}
      bulk={bulk}
      printed="sales_return"
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function Customers() {
  const trpc = useTRPC()
  const t = useTranslations('sales.customer')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.sales.customer.list}
      definition={customerList}
      title={t('title')}
      path={(row) => `sales/customers/${row.id}`}
      tones={{ block: blockTones }}
      card={{ title: 'name', subtitle: 'code', end: 'receivable', state: 'block' }}
      primary={{ label: t('new'), href: href('sales/customers/new'), refused: refusal('sales.customer.create') }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function PriceLists() {
  const trpc = useTRPC()
  const t = useTranslations('sales.price_list')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.sales.priceList.list}
      definition={priceLists}
      title={t('title')}
      path={(row) => `sales/price-lists/${row.id}`}
      card={{ title: 'name', subtitle: 'code', end: 'currency' }}
      primary={{ label: t('new'), href: href('sales/price-lists/new'), refused: refusal('sales.price_list.create') }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
