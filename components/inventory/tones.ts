import type { Tone } from '@/components/ui/tone'

export const itemTones: Readonly<Record<string, Tone>> = { active: 'done', blocked: 'blocked', archived: 'draft' }
export const openTones: Readonly<Record<string, Tone>> = { active: 'done', closed: 'draft' }
export const lotTones: Readonly<Record<string, Tone>> = { available: 'done', hold: 'attention', rejected: 'blocked' }
export const levelTones: Readonly<Record<string, Tone>> = { safety: 'blocked', reorder: 'attention' }
export const documentTones: Readonly<Record<string, Tone>> = {
  draft: 'draft',
  in_approval: 'attention',
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
