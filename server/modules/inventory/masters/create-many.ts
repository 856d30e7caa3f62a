import type { z } from 'zod'
import { item } from '@/db/schema/inventory/item'
import type { createItemInput } from '@/server/contracts/inventory/masters'
import { newId } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import { readsAfresh } from '@/server/platform/remembered'
import { insertRows } from '@/server/platform/tenancy/bulk'
import { checkItem, columnsOf } from './item-commands'

/** Makes many plain items (no other units, barcodes or components) with one statement; audit as for single ones. Error inventory.code_taken. */
export async function createItems(
  ctx: CommandContext,
  inputs: readonly z.output<typeof createItemInput>[],
): Promise<void> {
  readsAfresh(ctx)
  const at = ctx.now.toISOString()
  const { userId } = ctx.actor
  const stamp = { version: 1, createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
  const rows = inputs.map((input) => {
    checkItem(input)
    return { id: newId(), ...columnsOf(input), status: 'active' as const, ...stamp }
  })
  await insertRows(ctx, item, rows)
  rows.forEach((row, i) => {
    const values = inputs[i]
    ctx.record({
      action: 'create',
      document: 'item',
      documentId: row.id,
      label: row.code,
      after: values && columnsOf(values),
    })
  })
}
