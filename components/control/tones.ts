import type { Tone } from '@/components/ui/tone'

export const effectTones = {
  block: 'blocked',
  override: 'attention',
  warn: 'attention',
  notify: 'progress',
} as const satisfies Record<string, Tone>
export const ruleTones = { draft: 'draft', live: 'done', retired: 'draft' } as const satisfies Record<string, Tone>
export const severityTones = { info: 'progress', warning: 'attention', critical: 'blocked' } as const satisfies Record<
  string,
  Tone
>
export const alertTones = { open: 'attention', acknowledged: 'progress', done: 'done' } as const satisfies Record<
  string,
  Tone
>
