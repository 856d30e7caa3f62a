import type { Tone } from '@/components/ui/tone'

export const masterTones: Readonly<Record<'active' | 'archived', Tone>> = { active: 'done', archived: 'draft' }
export const documentTones: Readonly<Record<'draft' | 'posted' | 'reversed', Tone>> = {
  draft: 'draft',
  posted: 'done',
  reversed: 'blocked',
}
export const periodTones: Readonly<Record<'open' | 'closing' | 'closed', Tone>> = {
  open: 'done',
  closing: 'attention',
  closed: 'draft',
}

/** Where the document of an entry or open item is shown, relative to the tenant; null = it has no page of its own. */
export function sourceHref(document: string, id: string): string | null {
  const places: Readonly<Record<string, string>> = {
    payment: 'finance/payments',
    manual_entry: 'finance/manual-entries',
    customer_invoice: 'sales/invoices',
    credit_note: 'sales/invoices',
    delivery: 'sales/deliveries',
    sales_return: 'sales/returns',
    transfer: 'inventory/transfers',
    stock_count: 'inventory/counts',
  }
  const place = places[document]
  return place ? `${place}/${id}` : null
}
