/** What a colour says: grey draft, blue in progress, amber needs someone, green done, red blocked or overdue. */
export type Tone = 'draft' | 'progress' | 'attention' | 'done' | 'blocked'

/** Sets `--tone` and `--tone-soft` for everything inside. */
export const toneClass: Record<Tone, string> = {
  draft: 'tone-draft',
  progress: 'tone-progress',
  attention: 'tone-attention',
  done: 'tone-done',
  blocked: 'tone-blocked',
}
