import type { z } from 'zod'
import type { createItemInput } from '@/server/contracts/inventory/masters'
import type { itemView, stockOfItem } from '@/server/contracts/inventory/views'

export type ItemView = z.output<typeof itemView>
export type StockOfItem = z.output<typeof stockOfItem>
export type ItemInput = z.input<typeof createItemInput>
