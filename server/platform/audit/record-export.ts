import { z } from 'zod'
import { newId } from '@/server/kernel/ids'
import { command } from '../commands/command'
import { type Call, runCommand } from '../commands/runner'

const noteExport = command({
  name: 'platform.recordExport',
  permission: null,
  input: z.strictObject({
    name: z.string().max(80),
    format: z.string().max(8),
    filter: z.unknown().optional(),
    rows: z.int().optional(),
  }),
  output: z.object({}),
  handler: async (ctx, { name, ...after }) => {
    ctx.record({ action: 'export', document: 'export', documentId: newId(), label: name, after })
    return {}
  },
})

/** Notes that data left the system as a file: which list or report, in which form, by which filter and, where known, how many rows. */
export async function recordExport(
  call: Call,
  exported: { readonly name: string; readonly format: string; readonly filter?: unknown; readonly rows?: number },
): Promise<void> {
  await runCommand(noteExport, exported, call)
}
