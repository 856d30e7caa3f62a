import { z } from 'zod'
import { code } from './field'

/** Where imported rows have come from: the system and its table or file. */
export const importSource = z.strictObject({ source: code(40), table: code(60) })
export const importKey = z.string().min(1).max(80)
/** What a batch did: rows taken in, and rows that had been taken in before. */
export const importedBatch = z.object({ imported: z.number(), known: z.number() })
