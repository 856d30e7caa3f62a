import { z } from 'zod'
import { code, idField } from './field'

/** Where imported rows have come from: the system and its table or file. */
export const importSource = z.strictObject({ source: code(40), table: code(60) })
export const importKey = z.string().min(1).max(80)
/** What a batch did: rows taken in, and rows that had been taken in before. */
export const importedBatch = z.object({ imported: z.number(), known: z.number() })

/** A cell as the file has it, by column key; what a row leaves out is not there. */
export const importCells = z.record(z.string().max(60), z.string().max(4000))
export const importRowsInput = z.strictObject({
  companyId: idField,
  kind: code(40),
  /** `line` is the row's line in its file. */
  rows: z.array(z.strictObject({ line: z.int().min(1).max(10_000_000), cells: importCells })).max(500),
})
/** What is wrong with a row: `field` is a column key, or empty for the row as a whole. */
export const importIssue = z.object({
  line: z.int(),
  field: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type ImportIssue = z.infer<typeof importIssue>
/** `known` rows had been taken in before and stay as they are. */
export const importAnswer = z.object({ imported: z.int(), known: z.int(), issues: z.array(importIssue) })

/** What a person may take in, with the columns of its file. */
export const importKind = z.object({
  kind: z.string(),
  /** The columns that name a row. */
  keys: z.array(z.string()),
  columns: z.array(z.object({ key: z.string(), required: z.boolean(), aliases: z.array(z.string()) })),
})
/** Largest file, and what it may become when it is unpacked. */
export const MAX_IMPORT_BYTES = 20 * 1024 * 1024
export const MAX_UNPACKED_BYTES = 300 * 1024 * 1024
export const MAX_IMPORT_ROWS = 200_000
