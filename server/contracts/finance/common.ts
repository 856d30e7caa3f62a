import { z } from 'zod'
import { idField, versionField } from '../platform/field'

export const created = z.object({ id: z.string() })
export const done = z.object({ id: z.string(), version: z.int() })
export const sideField = z.enum(['receivable', 'payable'])
export const journalField = z.enum(['sales', 'purchase', 'cash', 'stock', 'general'])
/** What an update of a master takes beside its changes. */
export const masterRef = { id: idField, version: versionField }
export const companyRef = { companyId: idField }
