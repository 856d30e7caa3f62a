'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { isSentForApproval } from '@/components/refusal'
import { toast } from '@/components/ui/toast'
import type { InboxEntry } from './types'

interface Decision {
  readonly approve: (entry: InboxEntry) => Promise<unknown>
  readonly reject: (entry: InboxEntry, reason: string) => Promise<unknown>
  /** What one must be permitted to reject; approving is what the inbox asked for. */
  readonly rejectPermission: string
  /** Approving posts, which is final: it asks first. */
  readonly final: boolean
}

/** What approving and rejecting mean for each kind of document. */
export function useDecisions(): Readonly<Record<string, Decision>> {
  const api = useTRPCClient()
  const ref = ({ id, version }: InboxEntry) => ({ id, version })
  const say = (document: string, documentId: string, body: string) =>
    api.platform.addComment.mutate({ document, documentId, body, mentions: [] })
  return {
    sales_order: {
      approve: (entry) => api.sales.salesOrder.approve.mutate(ref(entry)),
      reject: async (entry, reason) => {
        await api.sales.salesOrder.revise.mutate(ref(entry))
        await say('sales_order', entry.id, reason)
      },
      rejectPermission: 'sales.sales_order.update',
      final: false,
    },
    sales_return: {
      approve: (entry) => api.sales.salesReturn.approve.mutate(ref(entry)),
      reject: (entry, reason) => api.sales.salesReturn.cancel.mutate({ ...ref(entry), reason }),
      rejectPermission: 'sales.sales_return.create',
      final: false,
    },
    purchase_order: {
      approve: (entry) => api.procurement.purchaseOrder.approve.mutate(ref(entry)),
      reject: (entry, reason) => api.procurement.purchaseOrder.return.mutate({ ...ref(entry), reason }),
      rejectPermission: 'procurement.purchase_order.approve',
      final: false,
    },
    purchase_requisition: {
      approve: (entry) => api.procurement.requisition.approve.mutate(ref(entry)),
      reject: (entry, reason) => api.procurement.requisition.return.mutate({ ...ref(entry), reason }),
      rejectPermission: 'procurement.purchase_requisition.approve',
      final: false,
    },
    stock_count: {
      approve: (entry) => api.inventory.stockCount.post.mutate(ref(entry)),
      reject: async (entry, reason) => {
        await api.inventory.stockCount.recount.mutate(ref(entry))
        await say('stock_count', entry.id, reason)
      },
      rejectPermission: 'inventory.stock_count.post',
      final: true,
    },
  }
}

/** Carries a decision out: says how it went, and asks again what is on the screen. True when it was done. */
export function useDecide(): (work: () => Promise<unknown>, done: string) => Promise<boolean> {
  const client = useQueryClient()
  const say = useErrorText()
  const t = useTranslations('inbox')
  return async (work, done) => {
    try {
      await work()
      toast.success(done)
      return true
    } catch (thrown) {
      const error = readServerError(thrown)
      const issues = error.issues?.length ? error.issues : [error]
      const text = [...new Set(issues.map((issue) => say(issue)))].join(' ')
      if (isSentForApproval(error)) toast.success(text)
      else toast.error(t('refused'), { description: text })
      return false
    } finally {
      await client.invalidateQueries()
    }
  }
}
