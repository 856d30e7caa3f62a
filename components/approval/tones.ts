import type { Tone } from '@/components/ui/tone'

export const flowTones = { draft: 'draft', live: 'done', retired: 'draft' } as const satisfies Record<string, Tone>
export const approvalTones = {
  running: 'attention',
  approved: 'done',
  rejected: 'blocked',
  voided: 'draft',
} as const satisfies Record<string, Tone>
