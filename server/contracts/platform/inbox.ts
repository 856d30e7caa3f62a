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
  /** Of a step of an approval flow: decided by its instance. Absent = who holds the permission decides on the document itself. */
  approval: z
    .object({
      instanceId: z.string(),
      step: z.object({ en: z.string(), zh: z.string() }),
      /** The absent colleague in whose place it comes to the caller. */
      inPlaceOf: z.string().nullable(),
    })
    .optional(),
})
