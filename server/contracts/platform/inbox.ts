import { z } from 'zod'

/** A document that waits for somebody's decision. */
export const inboxItem = z.object({
  kind: z.string(),
  id: z.string(),
  version: z.int(),
  /** Its number. */
  label: z.string(),
  /** Whose, or what it is about. */
  hint: z.string().nullable(),
  companyId: z.string(),
  amount: z.string().nullable(),
  currency: z.string().nullable(),
  /** Who asks. */
  by: z.string().nullable(),
  /** Instant since which it waits. */
  since: z.string(),
})
