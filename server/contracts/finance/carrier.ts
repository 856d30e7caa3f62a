import { z } from 'zod'
import { code, dateField, idField, text } from '../platform/field'
import { defineListColumns } from '../platform/list'
import { companyRef, masterRef } from './common'

/** Cost centers and projects: what costs are gathered on beside the account. */
export const carrierStatuses = ['active', 'archived'] as const
const fields = {
  code: code(20),
  name: text(120),
  /** The member who answers for it (user id). */
  ownerId: idField.nullish().transform((v) => v ?? null),
  /** Inclusive; null = without end. */
  validFrom: dateField.nullish().transform((v) => v ?? null),
  validTo: dateField.nullish().transform((v) => v ?? null),
}
export const createCarrierInput = z.strictObject({ ...companyRef, ...fields })
export const updateCarrierInput = z.strictObject({ ...masterRef, ...fields, status: z.enum(carrierStatuses) })
export const carrierRef = z.strictObject({ id: idField })
export const carrierOut = z.object({
  id: z.string(),
  companyId: z.string(),
  code: z.string(),
  name: z.string(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  status: z.enum(carrierStatuses),
  version: z.int(),
})
export const carrierOptionsInput = z.strictObject({
  ...companyRef,
  text: z.string().max(100).default(''),
  ids: z.array(idField).max(500).optional(),
})
export const carrierOption = z.object({ id: z.string(), code: z.string(), name: z.string(), active: z.boolean() })

const list = <N extends string>(name: N, messages: string) =>
  defineListColumns({
    name,
    messages,
    columns: {
      code: { type: 'text' },
      name: { type: 'text' },
      owner: { type: 'text', groupable: true },
      validFrom: { type: 'date' },
      validTo: { type: 'date' },
      status: { type: 'enum', values: carrierStatuses, enumLabels: 'finance.masterStatus' },
    },
    defaultSort: [{ column: 'code', direction: 'asc' }],
  })
export const costCenterList = list('finance.costCenters', 'finance.costCenter')
export const projectList = list('finance.projects', 'finance.project')
