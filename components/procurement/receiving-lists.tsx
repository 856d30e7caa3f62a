'use client'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { EntityList, type EntityRow } from '@/components/api/list'
import { useFrame } from '@/components/shell'
import { goodsReceiptList } from '@/server/contracts/procurement/goods-receipt'
import { landedCostList } from '@/server/contracts/procurement/landed-cost'
import { grniList, supplierInvoiceList } from '@/server/contracts/procurement/supplier-invoice-views'
import { supplierReturnList } from '@/server/contracts/procurement/supplier-return'
import { useGoodsBulk, useInvoiceBulk } from './bulk'
import { placeOf, progressTones, receivingTones } from './tones'
import { useRefusal } from './use-buying'
import { useSeenColumns } from './value-column'

/** What came from suppliers. */
export function GoodsReceipts() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.goods_receipt')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useGoodsBulk('goodsReceipt')
  return (
    <EntityList
      procedures={trpc.procurement.goodsReceipt.list}
      definition={useSeenColumns(goodsReceiptList)}
      title={t('title')}
      path={(row) => `procurement/goods-receipts/${row.id}`}
      tones={{ status: receivingTones, billing: progressTones }}
      card={{ title: 'supplierName', subtitle: 'number', end: 'documentDate', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('procurement/goods-receipts/new'),
        refused: refusal('procurement.goods_receipt.create'),
      }}
      bulk={bulk}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** What went back to suppliers. A return is made from the receipt that the goods came with. */
export function SupplierReturns() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.supplier_return')
  const bulk = useGoodsBulk('supplierReturn')
  return (
    <EntityList
      procedures={trpc.procurement.supplierReturn.list}
      definition={useSeenColumns(supplierReturnList)}
      title={t('title')}
      path={(row) => `procurement/supplier-returns/${row.id}`}
      tones={{ status: receivingTones }}
      card={{ title: 'supplierName', subtitle: 'number', end: 'documentDate', state: 'status' }}
      bulk={bulk}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** Freight, duty and insurance put on goods already received. */
export function LandedCosts() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.landed_cost')
  const refusal = useRefusal()
  const { href } = useFrame()
  return (
    <EntityList
      procedures={trpc.procurement.landedCost.list}
      definition={landedCostList}
      title={t('title')}
      path={(row) => `procurement/landed-costs/${row.id}`}
      tones={{ status: receivingTones }}
      card={{ title: 'number', subtitle: 'description', end: 'baseAmount', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('procurement/landed-costs/new'),
        refused: refusal('procurement.landed_cost.create'),
      }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** What suppliers ask for, and what of it may be paid. */
export function SupplierInvoices() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.supplier_invoice')
  const refusal = useRefusal()
  const { href } = useFrame()
  const bulk = useInvoiceBulk()
  return (
    <EntityList
      procedures={trpc.procurement.supplierInvoice.list}
      definition={supplierInvoiceList}
      title={t('title')}
      path={(row) => `procurement/supplier-invoices/${row.id}`}
      tones={{ status: receivingTones, payment: progressTones }}
      card={{ title: 'supplierName', subtitle: 'supplierNumber', end: 'gross', state: 'status' }}
      primary={{
        label: t('new'),
        href: href('procurement/supplier-invoices/new'),
        refused: refusal('procurement.supplier_invoice.create'),
      }}
      bulk={bulk}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}

/** Goods received and not invoiced, by age: what the account of that name is made of. */
export function ReceivedNotInvoiced() {
  const trpc = useTRPC()
  const t = useTranslations('procurement.grni')
  return (
    <EntityList
      procedures={trpc.procurement.grni.list}
      definition={grniList}
      title={t('title')}
      path={(row: EntityRow) => placeOf(String(row.document), String(row.documentId ?? row.id))}
      card={{ title: 'supplierName', subtitle: 'number', end: 'amount', state: 'bucket' }}
      empty={{ sentence: t('empty') }}
      searchPlaceholder={t('search')}
    />
  )
}
