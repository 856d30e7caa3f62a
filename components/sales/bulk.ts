'use client'
import { Ban, Check, FileText, PackageCheck, Send, Trash2, Truck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { BulkStep } from '@/components/api/bulk'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { BulkAction, BulkTarget } from '@/components/data-table/types'
import { useFrame } from '@/components/shell'

/** More would not fit into the address of the page that they lead to. */
const MOST_TOGETHER = 100

/** Leads to the page that makes one document of all the selected ones. */
export function useTogether() {
  const router = useRouter()
  const { href } = useFrame()
  const refusal = useRefusal()
  return (action: Pick<BulkAction, 'name' | 'label' | 'icon'>, permission: string, to: string): BulkAction => ({
    ...action,
    refused: refusal(permission) ?? null,
    onRun: (target: BulkTarget) => {
      const ids = target.kind === 'ids' ? target.ids.slice(0, MOST_TOGETHER).join(',') : ''
      router.push(href(ids ? `${to}=${ids}` : to.replace(/\?.*$/, '')))
    },
  })
}

/** What can be done with many orders, or many quotations. */
export function useOrderBulk(): {
  orders: readonly BulkStep[]
  quotations: readonly BulkStep[]
  together: readonly BulkAction[]
} {
  const t = useTranslations('sales.order.actions')
  const api = useTRPCClient().sales.salesOrder
  const refusal = useRefusal()
  const together = useTogether()
  const may = (verb: string) => refusal(`sales.sales_order.${verb}`)
  const approve: BulkStep = {
    name: 'approve',
    label: t('approve'),
    icon: Check,
    refused: may('approve'),
    run: (ref) => api.approve.mutate(ref),
  }
  const submit: BulkStep = {
    name: 'submit',
    label: t('submit'),
    icon: Send,
    refused: may('submit'),
    run: (ref) => api.submit.mutate(ref),
  }
  return {
    orders: [
      submit,
      approve,
      {
        name: 'closeShort',
        label: t('closeShort'),
        danger: true,
        reason: true,
        refused: may('close'),
        run: (ref, reason) => api.closeShort.mutate({ ...ref, reason }),
      },
      {
        name: 'cancel',
        label: t('cancel'),
        icon: Ban,
        danger: true,
        reason: true,
        refused: may('cancel'),
        run: (ref, reason) => api.cancel.mutate({ ...ref, reason }),
      },
    ],
    quotations: [
      { name: 'quote', label: t('quote'), icon: FileText, refused: may('quote'), run: (ref) => api.quote.mutate(ref) },
      submit,
      approve,
      {
        name: 'lose',
        label: t('lose'),
        danger: true,
        reason: true,
        refused: may('cancel'),
        run: (ref, reason) => api.lose.mutate({ ...ref, reason }),
      },
    ],
    together: [
      together(
        { name: 'deliver', label: t('deliver'), icon: Truck },
        'sales.delivery.create',
        'sales/deliveries/new?order',
      ),
      together(
        { name: 'invoice', label: t('invoice'), icon: FileText },
        'sales.customer_invoice.create',
        'sales/invoices/new?order',
      ),
    ],
  }
}

export function useDeliveryBulk(): { steps: readonly BulkStep[]; together: readonly BulkAction[] } {
  const t = useTranslations('sales.deliveryPage')
  const api = useTRPCClient().sales.delivery
  const refusal = useRefusal()
  const together = useTogether()
  return {
    together: [
      together(
        { name: 'invoice', label: t('invoice'), icon: FileText },
        'sales.customer_invoice.create',
        'sales/invoices/new?delivery',
      ),
    ],
    steps: [
      {
        name: 'release',
        label: t('release'),
        refused: refusal('sales.delivery.release'),
        run: (ref) => api.release.mutate(ref),
      },
      {
        name: 'post',
        label: t('post'),
        icon: PackageCheck,
        refused: refusal('sales.delivery.post'),
        run: (ref) => api.post.mutate(ref),
      },
      {
        name: 'cancel',
        label: t('cancel'),
        icon: Ban,
        danger: true,
        reason: true,
        refused: refusal('sales.delivery.cancel'),
        run: (ref, reason) => api.cancel.mutate({ ...ref, reason }),
      },
    ],
  }
}

export function useInvoiceBulk(): readonly BulkStep[] {
  const t = useTranslations('sales.invoicePage')
  const api = useTRPCClient().sales.customerInvoice
  const refusal = useRefusal()
  return [
    {
      name: 'post',
      label: t('post'),
      icon: Check,
      refused: refusal('sales.customer_invoice.post'),
      run: (ref) => api.post.mutate(ref),
    },
    {
      name: 'delete',
      label: t('delete'),
      icon: Trash2,
      danger: true,
      refused: refusal('sales.customer_invoice.create'),
      run: (ref) => api.delete.mutate(ref),
    },
  ]
}

export function useReturnBulk(): readonly BulkStep[] {
  const t = useTranslations('sales.returnPage')
  const api = useTRPCClient().sales.salesReturn
  const refusal = useRefusal()
  return [
    {
      name: 'approve',
      label: t('approve'),
      icon: Check,
      refused: refusal('sales.sales_return.approve'),
      run: (ref) => api.approve.mutate(ref),
    },
    {
      name: 'cancel',
      label: t('cancel'),
      icon: Ban,
      danger: true,
      reason: true,
      refused: refusal('sales.sales_return.create'),
      run: (ref, reason) => api.cancel.mutate({ ...ref, reason }),
    },
  ]
}
