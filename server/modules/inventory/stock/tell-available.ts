import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import type { Source } from '../types'

interface Place {
  readonly itemId: Id
  readonly warehouseId: Id
}

/** Announces that places have more to set aside than before: whoever is short of it may ask again. One event a posting. */
export function tellAvailable(ctx: CommandContext, companyId: Id, source: Source, places: readonly Place[]): void {
  const keys = new Map(places.map(({ itemId, warehouseId }) => [`${itemId}/${warehouseId}`, { itemId, warehouseId }]))
  if (keys.size === 0) return
  ctx.emit('inventory.stock.available', {
    document: source.document,
    documentId: source.documentId,
    companyId,
    payload: { places: [...keys.values()], source: { document: source.document, label: source.label } },
  })
}
