import type { CalendarDate } from '@/server/kernel/calendar-date'
import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'

export type ItemKind = 'stock' | 'service' | 'kit'
export type Tracking = 'none' | 'lot' | 'serial'
export type Valuation = 'fifo' | 'average' | 'standard'
export type ItemAccountRole = 'inventory' | 'cogs' | 'revenue' | 'sales_returns' | 'cost_variance'

/** What another module may know of an item. */
export interface ItemInfo {
  readonly id: Id
  readonly code: string
  readonly name: string
  readonly nameZh: string | null
  readonly description: string | null
  readonly kind: ItemKind
  readonly status: 'active' | 'blocked' | 'archived'
  readonly categoryId: Id | null
  readonly categoryCode: string | null
  /** The category and those above it, nearest first. */
  readonly categoryPath: readonly Id[]
  readonly stockUnitId: Id
  readonly stockUnitCode: string
  /** Places after the point of a quantity in the stock unit. */
  readonly stockUnitDigits: number
  readonly salesUnitId: Id
  readonly purchaseUnitId: Id
  /** Units a quantity may be given in, the stock unit (factor 1) among them; factor = stock units in one. */
  readonly units: readonly { unitId: Id; code: string; digits: number; factor: DecimalString }[]
  readonly tracking: Tracking
  readonly expires: boolean
  readonly minShelfLifeDays: number
  readonly valuation: Valuation
  readonly standardCost: DecimalString | null
  readonly allowNegative: boolean
  readonly weightKg: DecimalString | null
  readonly volumeM3: DecimalString | null
  readonly taxCodeIds: readonly Id[]
  /** Accounts instead of the company's defaults, the nearest override per company and role. */
  readonly accounts: readonly { companyId: Id; role: ItemAccountRole; accountId: Id }[]
  /** What a kit consists of, per stock unit of the kit. */
  readonly components: readonly { itemId: Id; quantity: DecimalString }[]
}

export interface Source {
  readonly document: string
  readonly documentId: Id
  readonly label: string | null
}

export interface ReserveInput {
  readonly companyId: Id
  readonly source: Source
  readonly demands: readonly {
    readonly demandId: Id
    readonly itemId: Id
    readonly warehouseId: Id
    /** To add to what is reserved already. */
    readonly quantity: DecimalString
    readonly requiredDate?: CalendarDate | null
    /** When one call sets aside for several documents: whose demand this is. */
    readonly source?: Source
  }[]
}
/** What this call reserved for a demand, and what it could not. */
export interface ReserveResult {
  demandId: Id
  reserved: DecimalString
  short: DecimalString
}
/** Everything of these demands, or a quantity of one (newest set aside first). */
export type ReleaseInput =
  | { readonly demandIds: readonly Id[] }
  | { readonly demandId: Id; readonly quantity: DecimalString }

export interface ReservedPlace {
  itemId: Id
  warehouseId: Id
  binId: Id
  lotId: Id | null
  quantity: DecimalString
}

export type MoveKind =
  | 'delivery'
  | 'customer_return'
  | 'supplier_return'
  | 'receipt'
  | 'issue'
  | 'transfer_out'
  | 'transfer_in'
  | 'count'
  | 'opening'
  | 'scrap'

export interface MoveInput {
  /** Names the move for its results, returns and reversals. */
  readonly id: Id
  readonly itemId: Id
  readonly warehouseId: Id
  readonly binId?: Id | null
  readonly lotId?: Id | null
  /** > 0, the direction is the kind's; signed for `count`. */
  readonly quantity: DecimalString
  /** Consumes the reservation of this demand. */
  readonly demandId?: Id | null
  /** Base currency per stock unit: receipts. Without one: the current cost. */
  readonly unitCost?: DecimalString | null
  /** The total instead of `unitCost`, where the value is known and the unit cost would round it. */
  readonly value?: DecimalString | null
  /** The earlier move whose cost this one takes: returns, `transfer_in`. */
  readonly originalMoveId?: Id | null
  readonly contraAccountId?: Id | null
  /** Who the goods went to or came from: the trace of a lot shows it. */
  readonly partyId?: Id | null
}
export interface PostMovesInput {
  readonly companyId: Id
  readonly kind: MoveKind
  readonly postingDate: CalendarDate
  readonly documentDate: CalendarDate
  readonly source: Source
  readonly description?: string
  readonly moves: readonly MoveInput[]
}
export interface MoveResult {
  moveId: Id
  quantity: DecimalString
  /** Base currency, signed like the quantity: what the contra account took. */
  value: DecimalString
  unitCost: DecimalString
  /** Where the goods were taken from or put. */
  places: { binId: Id; lotId: Id | null; quantity: DecimalString }[]
}

export interface MoveBinsInput {
  readonly companyId: Id
  readonly source: Source
  readonly postingDate: CalendarDate
  readonly moves: readonly {
    readonly itemId: Id
    readonly warehouseId: Id
    readonly fromBinId: Id
    readonly toBinId: Id
    readonly lotId?: Id | null
    /** > 0 */
    readonly quantity: DecimalString
  }[]
}

export type CostAdjustmentKind = 'landed_cost' | 'price_variance' | 'exchange'
export interface AdjustCostInput {
  readonly companyId: Id
  readonly source: Source
  readonly postingDate: CalendarDate
  readonly documentDate: CalendarDate
  readonly description: string
  readonly adjustments: readonly {
    /** Names the adjustment in the results. */
    readonly id: Id
    /** The `id` of the receipt move whose cost changes. */
    readonly receiptMoveId: Id
    /** Base currency, the total, signed: > 0 makes the receipt dearer. */
    readonly amount: DecimalString
    readonly contraAccountId: Id
    readonly kind: CostAdjustmentKind
  }[]
}
/** How an amount was split; both signed, their sum is the amount. */
export interface AdjustCostResult {
  id: Id
  /** What stays in stock, transit among it. */
  onHand: DecimalString
  /** What went where the goods have gone: cost of sales, adjustments, variance. */
  consumed: DecimalString
}

export interface Availability {
  itemId: Id
  warehouseId: Id
  onHand: DecimalString
  reserved: DecimalString
  /** In quarantine (bin or warehouse), or of a lot on hold or rejected. */
  onHold: DecimalString
  /** On hand less reserved, without what is on hold or expired and without transit. */
  available: DecimalString
}
export type CostBasis = 'current' | 'standard' | 'last_receipt'
