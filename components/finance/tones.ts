import type { Tone } from '@/components/ui/tone'

export const masterTones: Readonly<Record<'active' | 'archived', Tone>> = { active: 'done', archived: 'draft' }
export const documentTones: Readonly<Record<'draft' | 'in_approval' | 'posted' | 'reversed', Tone>> = {
  draft: 'draft',
  in_approval: 'attention',
  posted: 'done',
  reversed: 'blocked',
}
export const periodTones: Readonly<Record<'open' | 'closing' | 'closed', Tone>> = {
  open: 'done',
  closing: 'attention',
  closed: 'draft',
}
export const budgetTones: Readonly<Record<'draft' | 'in_approval' | 'approved' | 'rejected' | 'cancelled', Tone>> = {
  draft: 'draft',
  in_approval: 'attention',
  approved: 'done',
  rejected: 'blocked',
  cancelled: 'draft',
}
