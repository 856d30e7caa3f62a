import { z } from 'zod'
import { dateField, idField, note } from '../platform/field'
import { companyRef } from './common'

export const periodStatuses = ['open', 'closing', 'closed'] as const
export const createFiscalYearInput = z.strictObject({ ...companyRef, startDate: dateField })
/** open -> closing -> closed; a closed period is reopened to `open` or `closing`. */
export const setPeriodStatusInput = z.strictObject({ id: idField, status: z.enum(periodStatuses), reason: note(500) })
export const closeFiscalYearInput = z.strictObject({ id: idField })
export const fiscalYearsInput = z.strictObject({ ...companyRef })
export const fiscalYearsOut = z.object({
  years: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      startDate: z.string(),
      endDate: z.string(),
      status: z.enum(['open', 'closed']),
      closingEntryId: z.string().nullable(),
      periods: z.array(
        z.object({
          id: z.string(),
          number: z.int(),
          name: z.string(),
          startDate: z.string(),
          endDate: z.string(),
          status: z.enum(periodStatuses),
        }),
      ),
    }),
  ),
})
