import { z } from 'zod'
import { idField } from '../platform/field'

/** What settled what: the allocations in which the open items of a document stand. */
export const allocationsInput = z.strictObject({ sourceDocumentId: idField })
export const allocationsOut = z.object({
  allocations: z.array(
    z.object({
      id: z.string(),
      date: z.string(),
      amount: z.string(),
      currency: z.string(),
      ownNumber: z.string(),
      otherNumber: z.string(),
      otherKind: z.string(),
      otherDocument: z.string(),
      otherDocumentId: z.string(),
      paymentId: z.string().nullable(),
      /** Came with a discount or write-off: it is taken back with its payment only. */
      adjusted: z.boolean(),
    }),
  ),
})
