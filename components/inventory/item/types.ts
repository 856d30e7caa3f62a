import type { z } from 'zod'
import type { itemView, stockOfItem } from '@/server/contracts/inventory/views'

export type ItemView = z.output<typeof itemView>
export type StockOfItem = z.output<typeof stockOfItem>
