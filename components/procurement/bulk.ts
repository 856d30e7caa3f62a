'use client'
import { Ban, Check, Mail, PackageCheck, Send, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { BulkStep } from '@/components/api/bulk'
import { useTRPCClient } from '@/components/api/client'
import type { BulkAction } from '@/components/data-table/types'
import { useTogether } from '@/components/sales/bulk'
import { useRefusal } from './use-buying'

/** What can be done with many requisitions: one order or one request of them, and each its own step. */
export function useRequisitionBulk(): { steps: readonly BulkStep[]; together: readonly BulkAction[] } {
  const t = useTranslations('buying.requisition')
  const words = useTranslations('procurement.purchase_requisition.transitions')
  const api = useTRPCClient().procurement.requisition
  const refusal = useRefusal()
  const together = useTogether()
  const step = (name: 'submit' | 'approve' | 'cancel', rest: Pick<BulkStep, 'run' | 'icon'>): BulkStep => ({
    ...{ name, label: words(name), refused: refusal(`procurement.purchase_requisition.${name}`) },
    ...rest,
  })
  return {
    together: [
      together(
        { name: 'orderChosen', label: t('orderChosen') },
        'procurement.purchase_order.create',
        'procurement/requisitions/order?requisition',
      ),
      together(
        { name: 'askChosen', label: t('askChosen') },
        'procurement.request_for_quotation.create',
        'procurement/rfqs/new?requisition',
      ),
    ],
    steps: [
      step('submit', { icon: Send, run: (ref) => api.submit.mutate(ref) }),
      step('approve', { icon: Check, run: (ref) => api.approve.mutate(ref) }),
      {
        ...step('cancel', { icon: Ban, run: (ref, reason) => api.cancel.mutate({ ...ref, reason }) }),
        ...{ danger: true, reason: true },
      },
    ],
  }
}

/** What can be done with many orders; each is sent to its own supplier's address. */
export function useOrderBulk(): readonly BulkStep[] {
  const words = useTranslations('procurement.purchase_order.transitions')
  const api = useTRPCClient().procurement.purchaseOrder
  const refusal = useRefusal()
  const step = (name: 'submit' | 'approve' | 'send' | 'close_short' | 'cancel', permission: string = name) => ({
    ...{ name, label: words(name), refused: refusal(`procurement.purchase_order.${permission}`) },
  })
  return [
    { ...step('submit'), icon: Send, run: (ref) => api.submit.mutate(ref) },
    { ...step('approve'), icon: Check, run: (ref) => api.approve.mutate(ref) },
    { ...step('send'), icon: Mail, run: (ref) => api.send.mutate(ref) },
    {
      ...step('close_short', 'close'),
      ...{ danger: true, reason: true },
      run: (ref, reason) => api.closeShort.mutate({ ...ref, reason }),
    },
    {
      ...step('cancel'),
      ...{ icon: Ban, danger: true, reason: true },
      run: (ref, reason) => api.cancel.mutate({ ...ref, reason }),
    },
  ]
}

/** Posts or cancels many receipts or returns. */
export function useGoodsBulk(document: 'goodsReceipt' | 'supplierReturn'): readonly BulkStep[] {
  const t = useTranslations(document === 'goodsReceipt' ? 'procurement.receiptPage' : 'procurement.returnPage')
  const api = useTRPCClient().procurement[document]
  const refusal = useRefusal()
  const name = document === 'goodsReceipt' ? 'goods_receipt' : 'supplier_return'
  return [
    {
      ...{ name: 'post', label: t('post'), icon: PackageCheck, refused: refusal(`procurement.${name}.post`) },
      run: (ref) => api.post.mutate(ref),
    },
    {
      ...{ name: 'cancel', label: t('cancel'), icon: Ban, danger: true, reason: true },
      refused: refusal(`procurement.${name}.cancel`),
      run: (ref, reason) => api.cancel.mutate({ ...ref, reason }),
    },
  ]
}

/** Posts or throws away many drafts of suppliers' invoices. */
export function useInvoiceBulk(): readonly BulkStep[] {
  const t = useTranslations('procurement.invoicePage')
  const api = useTRPCClient().procurement.supplierInvoice
  const refusal = useRefusal()
  return [
    {
      ...{ name: 'post', label: t('post'), icon: Check, refused: refusal('procurement.supplier_invoice.post') },
      run: (ref) => api.post.mutate(ref),
    },
    {
      ...{ name: 'delete', label: t('delete'), icon: Trash2, danger: true },
      refused: refusal('procurement.supplier_invoice.create'),
      run: (ref) => api.delete.mutate(ref),
    },
  ]
}
