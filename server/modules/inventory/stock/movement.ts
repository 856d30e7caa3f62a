import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { Decimal } from '@/server/kernel/money'
import type { MoveKind, Source } from '../types'
import type { CostFrom } from '../valuation/replay.rules'
import type { StockItem } from './load'
import type { PlacedQuantity } from './places.rules'

/** A move that is decided: where, and how it is valued. What `valueMovements` prices and `writeMovements` stores. */
export interface Movement {
  readonly requestId: Id
  readonly kind: MoveKind
  readonly item: StockItem
  readonly direction: 'in' | 'out'
  readonly warehouseId: Id
  /** Quantities > 0. */
  readonly places: readonly PlacedQuantity[]
  readonly quantity: Decimal
  /** What comes in is worth; null = the current cost. */
  readonly value: Decimal | null
  readonly costFrom: CostFrom
  /** What the layer of an entry is dated. */
  readonly layerDate: CalendarDate
  /** Comes back at the cost it left at. */
  readonly comesBack: boolean
  /** Leaves at the cost of an earlier receipt. */
  readonly atCostOf: { requestId: Id; value: Decimal } | null
  /** A new receipt: its cost becomes the cost of the last receipt. */
  readonly isReceipt: boolean
  readonly inventoryAccountId: Id
  readonly contraAccountId: Id
  readonly cogsAccountId: Id
  readonly varianceAccountId: Id
  /** The other side of a transfer: the transit place takes or gives the same goods and value. */
  readonly transit: { warehouseId: Id; binId: Id; accountId: Id } | null
  readonly originalRequestId: Id | null
  readonly reversesRequestId: Id | null
  readonly demandId: Id | null
  readonly partyId: Id | null
}

export interface PostingHeader {
  readonly companyId: Id
  readonly postingDate: CalendarDate
  readonly documentDate: CalendarDate
  readonly source: Source
  readonly description: string
}
