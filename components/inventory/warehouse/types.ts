import type { z } from 'zod'
import type { lotTrace, lotView, warehouseView } from '@/server/contracts/inventory/views'

export type WarehouseView = z.output<typeof warehouseView>
export type LotView = z.output<typeof lotView>
export type LotTrace = z.output<typeof lotTrace>
