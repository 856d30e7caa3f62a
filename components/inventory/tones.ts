import type { Tone } from '@/components/ui/tone'

export const itemTones: Readonly<Record<string, Tone>> = { active: 'done', blocked: 'blocked', archived: 'draft' }
export const openTones: Readonly<Record<string, Tone>> = { active: 'done', closed: 'draft' }
export const lotTones: Readonly<Record<string, Tone>> = { available: 'done', hold: 'attention', rejected: 'blocked' }
export const levelTones: Readonly<Record<string, Tone>> = { safety: 'blocked', reorder: 'attention' }
export const documentTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  posted: 'done',
  reversed: 'blocked',
  cancelled: 'draft',
}
export const transferTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  shipped: 'progress',
  received: 'attention',
  closed: 'done',
  cancelled: 'draft',
}
export const countTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  counting: 'progress',
  review: 'attention',
  posted: 'done',
  cancelled: 'draft',
}

const places: Readonly<Record<string, string>> = {
  stock_adjustment: 'inventory/adjustments',
  stock_transfer: 'inventory/transfers',
  stock_count: 'inventory/counts',
  stock_revaluation: 'inventory/revaluations',
  delivery: 'sales/deliveries',
  sales_return: 'sales/returns',
}
/** Where the document of a stock move is shown, relative to the tenant; null = it has no page of its own. */
export const sourceHref = (document: string, id: string): string | null =>
  places[document] ? `${places[document]}/${id}` : null
