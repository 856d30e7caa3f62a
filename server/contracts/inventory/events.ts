import { z } from 'zod'

const decimal = z.string()

/** What happens in inventory, for whoever reacts. */
export const inventoryEvents = {
  /** Stock on hand of an item in a warehouse went from at or above its safety level to strictly below. */
  'inventory.stock.below_safety': z.object({
    itemId: z.string(),
    itemCode: z.string(),
    warehouseId: z.string(),
    warehouseCode: z.string(),
    onHand: decimal,
    safety: decimal,
    reorder: decimal,
    maximum: decimal.nullable(),
  }),
  /** Goods came in, were put back or were set free: there is more to set aside in these places than before. */
  'inventory.stock.available': z.object({
    places: z.array(z.object({ itemId: z.string(), warehouseId: z.string() })),
    /** What brought it: receipt, count, return, transfer, an order that gave its reservation back. */
    source: z.object({ document: z.string(), label: z.string().nullable() }),
  }),
  /** A count found less than was set aside: a demand lost a part of its reservation. */
  'inventory.reservation.lost': z.object({
    demandId: z.string(),
    sourceDocument: z.string(),
    sourceId: z.string(),
    itemId: z.string(),
    warehouseId: z.string(),
    quantity: decimal,
  }),
  'inventory.stock_adjustment.posted': z.object({ number: z.string() }),
  'inventory.stock_transfer.shipped': z.object({ number: z.string() }),
  'inventory.stock_transfer.received': z.object({ number: z.string() }),
  'inventory.stock_count.posted': z.object({ number: z.string() }),
} as const
