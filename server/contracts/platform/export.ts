import { z } from 'zod'
import { listCriteria } from './list'

export const exportFormats = ['xlsx', 'csv', 'pdf'] as const

/** A list as a file: exactly the columns that are seen, of all that is filtered or of the rows selected. */
export const exportListInput = z.strictObject({
  list: z.string().max(80),
  format: z.enum(exportFormats),
  criteria: listCriteria,
  columns: z.array(z.string().max(64)).min(1).max(60),
  ids: z.array(z.string().max(40)).max(1000).optional(),
  /** Rows left out of all that is filtered. */
  except: z.array(z.string().max(40)).max(1000).optional(),
  locale: z.enum(['en', 'zh']).default('en'),
  title: z.string().trim().max(120).default(''),
})
export type ExportListInput = z.output<typeof exportListInput>
