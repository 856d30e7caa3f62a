'use client'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { EntityList } from '@/components/api/list'
import { useFrame } from '@/components/shell'
import { openLineList } from '@/server/contracts/procurement/open-lines'
import { purchaseOrderList } from '@/server/contracts/procurement/purchase-order'
import { purchaseRequisitionList } from '@/server/contracts/procurement/purchase-requisition'
import { requestForQuotationList, supplierQuotationList } from '@/server/contracts/procurement/quotation'
import { supplierList } from '@/server/contracts/procurement/supplier'
import { supplierPriceList } from '@/server/contracts/procurement/supplier-price'
import { useOrderBulk, useRequisitionBulk } from './bulk'
import { blockTones, orderTones, progressTones, quotationTones, requestTones, requisitionTones } from './tones'
import { useRefusal } from './use-buying'

export function Suppliers() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.supplier')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.procurement.supplier.list}
      definition={supplierList}
      title={t('title')}
      path={(row) => `procurement/suppliers/${row.id}`}
      tones={{ block: blockTones }}
      card={{ title: 'name', subtitle: 'code', end: 'payable', state: 'block' }}
      primary={{
        label: t('new'),
        href: href('procurement/suppliers/new'),
        refused: refusal('procurement.supplier.create'),
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** The prices of all suppliers; a row leads to its supplier, where they are changed. */
export function SupplierPriceList() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.supplier_price')
  return (
    <EntityList
      procedures={trpc.procurement.supplierPrice.list}
      definition={supplierPriceList}
      title={t('title')}
      path={(row) => `procurement/suppliers/${row.supplierId}?tab=prices`}
      card={{ title: 'itemCode', subtitle: 'supplierName', end: 'unitPrice' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function PurchaseRequisitions() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.purchase_requisition')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useRequisitionBulk()
  return (
    <EntityList
      procedures={trpc.procurement.requisition.list}
      definition={purchaseRequisitionList}
      title={t('title')}
      path={(row) => `procurement/requisitions/${row.id}`}
      tones={{ status: requisitionTones, orderProgress: progressTones }}
      card={{ title: 'number', subtitle: 'purpose', end: 'baseNet', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('procurement/requisitions/new'),
        refused: refusal('procurement.purchase_requisition.create'),
      }}
      bulkActions={bulk.together}
      bulk={bulk.steps}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function RequestsForQuotation() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.request_for_quotation')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.procurement.requestForQuotation.list}
      definition={requestForQuotationList}
      title={t('title')}
      path={(row) => `procurement/rfqs/${row.id}`}
      tones={{ status: requestTones }}
      card={{ title: 'title', subtitle: 'number', end: 'dueDate', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('procurement/rfqs/new'),
        refused: refusal('procurement.request_for_quotation.create'),
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function SupplierQuotations() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.supplier_quotation')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.procurement.supplierQuotation.list}
      definition={supplierQuotationList}
      title={t('title')}
      path={(row) => `procurement/supplier-quotations/${row.id}`}
      tones={{ status: quotationTones }}
      card={{ title: 'supplierName', subtitle: 'number', end: 'net', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('procurement/supplier-quotations/new'),
        refused: refusal('procurement.supplier_quotation.create'),
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

export function PurchaseOrders() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.purchase_order')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useOrderBulk()
  return (
    <EntityList
      procedures={trpc.procurement.purchaseOrder.list}
      definition={purchaseOrderList}
      title={t('title')}
      path={(row) => `procurement/purchase-orders/${row.id}`}
      tones={{ status: orderTones, receiptProgress: progressTones, billingProgress: progressTones }}
      card={{ title: 'supplierName', subtitle: 'number', end: 'gross', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('procurement/purchase-orders/new'),
        refused: refusal('procurement.purchase_order.create'),
      }}
      bulk={bulk}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** What suppliers still have to bring, line by line. */
export function OpenLineList() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.open_line')
  return (
    <EntityList
      procedures={trpc.procurement.report.openLines}
      definition={openLineList}
      title={t('title')}
      path={(row) => `procurement/purchase-orders/${row.orderId}`}
      tones={{ orderStatus: orderTones }}
      card={{ title: 'itemCode', subtitle: 'supplierName', end: 'promisedDate', state: 'orderStatus' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
