import { sql } from 'drizzle-orm'
import { bigint, boolean, check, date, index, jsonb, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, instant, quantity, unitPrice } from '../../columns'
import { company } from '../platform/tenant'
import { item } from './item'
import { bin, lot, warehouse } from './warehouse'

const NO_LOT = sql`'00000000-0000-0000-0000-000000000000'::uuid`

/**
 * The stock ledger. Append-only by grant. Quantity in stock units, value in base currency, both signed by direction.
 * A row with quantity zero changes value only: `settlement`, `variance` and `revaluation` of a move, `landed_cost`, `price_variance` and
 * `exchange` on a receipt, `recost` for what later knowledge changed in the cost of earlier moves. Moves of an item count in the order of
 * posting date and sequence; `bin_transfer` moves no value and has no place in it.
 */
export const stockMove = companyTable(
  'stock_move',
  {
    /** The move as the caller asked for it; one that takes from several bins or lots is several rows. */
    requestId: uuid('request_id').notNull(),
    kind: text('kind', {
      enum: [
        'delivery',
        'customer_return',
        'supplier_return',
        'receipt',
        'issue',
        'transfer_out',
        'transfer_in',
        'count',
        'opening',
        'scrap',
        'settlement',
        'variance',
        'revaluation',
        'landed_cost',
        'price_variance',
        'exchange',
        'recost',
        'bin_transfer',
      ],
    }).notNull(),
    /** Rank among the moves of the item in the company, in the order they were posted; 0 = has no place in that order. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().default(0),
    /** Where its cost comes from: told, what the stock costs where it stands in the order, the move it takes back, the receipt it returns. */
    costFrom: text('cost_from', { enum: ['given', 'current', 'original', 'receipt'] })
      .notNull()
      .default('current'),
    itemId: uuid('item_id').notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    binId: uuid('bin_id').notNull(),
    lotId: uuid('lot_id'),
    postingDate: date('posting_date', { mode: 'string' }).notNull(),
    documentDate: date('document_date', { mode: 'string' }).notNull(),
    quantity: quantity('quantity').notNull(),
    value: amount('value').notNull(),
    unitCost: unitPrice('unit_cost').notNull(),
    /** The inventory account that the value was posted to. */
    accountId: uuid('account_id').notNull(),
    contraAccountId: uuid('contra_account_id').notNull(),
    /** The earlier request whose cost this move takes: return, transfer in. */
    originalRequestId: uuid('original_request_id'),
    /** The request that this move takes back. */
    reversesRequestId: uuid('reverses_request_id'),
    demandId: uuid('demand_id'),
    sourceDocument: text('source_document').notNull(),
    sourceId: uuid('source_id').notNull(),
    sourceLabel: text('source_label'),
    partyId: uuid('party_id'),
    postedAt: instant('posted_at').notNull().defaultNow(),
    postedBy: uuid('posted_by'),
  },
  (t) => [
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.warehouseId, () => warehouse),
    belongsTo(t, t.binId, () => bin),
    belongsTo(t, t.lotId, () => lot),
    index('stock_move_card').on(t.tenantId, t.itemId, t.postingDate, t.id),
    index('stock_move_date').on(t.tenantId, t.companyId, t.postingDate, t.id),
    index('stock_move_order').on(t.tenantId, t.companyId, t.itemId, t.postingDate, t.sequence),
    index('stock_move_source').on(t.tenantId, t.sourceId),
    index('stock_move_request').on(t.tenantId, t.requestId),
    index('stock_move_original').on(t.tenantId, t.originalRequestId).where(sql`original_request_id is not null`),
    index('stock_move_reverses').on(t.tenantId, t.reversesRequestId).where(sql`reverses_request_id is not null`),
    index('stock_move_lot').on(t.tenantId, t.lotId, t.id).where(sql`lot_id is not null`),
  ],
  'append',
)

/** On hand and reserved, kept by triggers from `stock_move` and `reservation`. */
export const stockBalance = companyTable(
  'stock_balance',
  {
    itemId: uuid('item_id').notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    binId: uuid('bin_id').notNull(),
    lotId: uuid('lot_id'),
    lotKey: uuid('lot_key').notNull().generatedAlwaysAs(sql`coalesce(lot_id, ${NO_LOT})`),
    onHand: quantity('on_hand').notNull(),
    reserved: quantity('reserved').notNull().default('0'),
    /** Copied from the item, so that the check below is the database's own. */
    allowNegative: boolean('allow_negative').notNull(),
  },
  (t) => [
    unique('stock_balance_place').on(t.tenantId, t.itemId, t.warehouseId, t.binId, t.lotKey),
    index('stock_balance_stocked').on(t.tenantId, t.itemId, t.warehouseId).where(sql`on_hand <> 0 or reserved <> 0`),
    index('stock_balance_lot').on(t.tenantId, t.lotId).where(sql`lot_id is not null`),
    index('stock_balance_warehouse').on(t.tenantId, t.warehouseId, t.itemId).where(sql`on_hand <> 0 or reserved <> 0`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.warehouseId, () => warehouse),
    belongsTo(t, t.binId, () => bin),
    belongsTo(t, t.lotId, () => lot),
    check('stock_balance_reserved', sql`${t.reserved} >= 0 and (${t.allowNegative} or ${t.reserved} <= ${t.onHand})`),
    check('stock_balance_negative', sql`${t.allowNegative} or ${t.onHand} >= 0`),
  ],
)

/** Net change per month, kept by trigger: what makes stock as of a date cost a bounded number of rows. */
export const stockMonth = companyTable(
  'stock_month',
  {
    itemId: uuid('item_id').notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    lotId: uuid('lot_id'),
    lotKey: uuid('lot_key').notNull().generatedAlwaysAs(sql`coalesce(lot_id, ${NO_LOT})`),
    /** First day of the month. */
    month: date('month', { mode: 'string' }).notNull(),
    quantity: quantity('quantity').notNull(),
    value: amount('value').notNull(),
  },
  (t) => [
    unique('stock_month_cell').on(t.tenantId, t.companyId, t.itemId, t.warehouseId, t.lotKey, t.month),
    index('stock_month_later').on(t.tenantId, t.companyId, t.month),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.warehouseId, () => warehouse),
    belongsTo(t, t.lotId, () => lot),
  ],
)

/** What is set aside for one demand (an order line) in one bin and lot. */
export const reservation = companyTable(
  'reservation',
  {
    demandId: uuid('demand_id').notNull(),
    itemId: uuid('item_id').notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    binId: uuid('bin_id').notNull(),
    lotId: uuid('lot_id'),
    lotKey: uuid('lot_key').notNull().generatedAlwaysAs(sql`coalesce(lot_id, ${NO_LOT})`),
    quantity: quantity('quantity').notNull(),
    sourceDocument: text('source_document').notNull(),
    sourceId: uuid('source_id').notNull(),
    sourceLabel: text('source_label'),
    requiredDate: date('required_date', { mode: 'string' }),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: uuid('created_by'),
  },
  (t) => [
    unique('reservation_once').on(t.tenantId, t.demandId, t.itemId, t.binId, t.lotKey),
    index('reservation_place').on(t.tenantId, t.itemId, t.warehouseId),
    index('reservation_source').on(t.tenantId, t.sourceId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.warehouseId, () => warehouse),
    belongsTo(t, t.binId, () => bin),
    belongsTo(t, t.lotId, () => lot),
    check('reservation_quantity', sql`${t.quantity} > 0`),
  ],
)

/** Quantity and value of an item in a company: at rest and on its way. The row that serialises its valuation. */
export const itemValuation = companyTable(
  'item_valuation',
  {
    itemId: uuid('item_id').notNull(),
    quantity: quantity('quantity').notNull().default('0'),
    value: amount('value').notNull().default('0'),
    transitQuantity: quantity('transit_quantity').notNull().default('0'),
    transitValue: amount('transit_value').notNull().default('0'),
    /** Cost that an issue of stock that is not there goes out at. */
    lastCost: unitPrice('last_cost').notNull().default('0'),
    lastReceiptCost: unitPrice('last_receipt_cost'),
    standardCost: unitPrice('standard_cost'),
    /** Standard cost before the first move: where a replay of all moves starts. */
    originCost: unitPrice('origin_cost'),
    /** The last sequence given to a move, and the latest posting date of any: a move before that date is back-dated. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().default(0),
    lastDate: date('last_date', { mode: 'string' }),
    /** Where the present method began, when it was changed: what comes before is valued and closed. */
    methodSince: date('method_since', { mode: 'string' }),
    methodSequence: bigint('method_sequence', { mode: 'number' }).notNull().default(0),
    /** The sequence when the last checkpoint was kept. */
    checkpointSequence: bigint('checkpoint_sequence', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    unique('item_valuation_item').on(t.tenantId, t.companyId, t.itemId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
  ],
)

/** A FIFO layer as it was received. Append-only; what is left of it is in `stock_layer_balance`. */
export const stockLayer = companyTable(
  'stock_layer',
  {
    itemId: uuid('item_id').notNull(),
    moveId: uuid('move_id').notNull(),
    requestId: uuid('request_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    /** Of the move that brought it: layers are used in the order of date and sequence. */
    sequence: bigint('sequence', { mode: 'number' }).notNull().default(0),
    quantity: quantity('quantity').notNull(),
    value: amount('value').notNull(),
  },
  (t) => [
    index('stock_layer_order').on(t.tenantId, t.companyId, t.itemId, t.date, t.sequence),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.moveId, () => stockMove),
    check('stock_layer_quantity', sql`${t.quantity} > 0 and ${t.value} >= 0`),
  ],
  'append',
)

/** What a move took from a layer, or gave back to it. Quantity zero = its value changed. Append-only. */
export const stockLayerUse = companyTable(
  'stock_layer_use',
  {
    layerId: uuid('layer_id').notNull(),
    moveId: uuid('move_id').notNull(),
    quantity: quantity('quantity').notNull(),
    value: amount('value').notNull(),
  },
  (t) => [
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.layerId, () => stockLayer),
    belongsTo(t, t.moveId, () => stockMove),
    index('stock_layer_use_layer').on(t.tenantId, t.layerId),
  ],
  'append',
)

/** What is left of each layer, kept by triggers. The id is the layer's. */
export const stockLayerBalance = companyTable(
  'stock_layer_balance',
  {
    itemId: uuid('item_id').notNull(),
    requestId: uuid('request_id').notNull(),
    date: date('date', { mode: 'string' }).notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull().default(0),
    quantity: quantity('quantity').notNull(),
    value: amount('value').notNull(),
  },
  (t) => [
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.id, () => stockLayer),
    index('stock_layer_balance_open')
      .on(t.tenantId, t.companyId, t.itemId, t.date, t.sequence)
      .where(sql`quantity > 0`),
    check(
      'stock_layer_balance_left',
      sql`${t.quantity} >= 0 and ${t.value} >= 0 and (${t.quantity} > 0 or ${t.value} = 0)`,
    ),
  ],
)

/**
 * What became of the cost of a move since it was posted: the sums of what `recost` rows corrected, by part, and for receipts what was
 * added to their cost afterwards. A balance beside the ledger, absent for a move that was never touched.
 */
export const stockMoveCost = companyTable(
  'stock_move_cost',
  {
    /** The request of the move. */
    requestId: uuid('request_id').notNull(),
    itemId: uuid('item_id').notNull(),
    postingDate: date('posting_date', { mode: 'string' }).notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    goods: amount('goods').notNull().default('0'),
    settlement: amount('settlement').notNull().default('0'),
    variance: amount('variance').notNull().default('0'),
    /** Landed cost, price variance and exchange difference of a receipt; `adjusted_same` against the account of the receipt itself. */
    adjusted: amount('adjusted').notNull().default('0'),
    adjustedSame: amount('adjusted_same').notNull().default('0'),
  },
  (t) => [
    unique('stock_move_cost_request').on(t.tenantId, t.requestId),
    index('stock_move_cost_order').on(t.tenantId, t.companyId, t.itemId, t.postingDate, t.sequence),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
  ],
)

/** The valuation of an item after a move, kept every few hundred moves, so that a replay starts near what changed. */
export const stockCheckpoint = companyTable(
  'stock_checkpoint',
  {
    itemId: uuid('item_id').notNull(),
    postingDate: date('posting_date', { mode: 'string' }).notNull(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    quantity: quantity('quantity').notNull(),
    value: amount('value').notNull(),
    lastCost: unitPrice('last_cost').notNull(),
    lastReceiptCost: unitPrice('last_receipt_cost'),
    standardCost: unitPrice('standard_cost'),
    /** Open FIFO layers, oldest first. */
    layers: jsonb('layers')
      .$type<{ id: string; requestId: string; date: string; sequence: number; quantity: string; value: string }[]>()
      .notNull(),
  },
  (t) => [
    unique('stock_checkpoint_order').on(t.tenantId, t.companyId, t.itemId, t.postingDate, t.sequence),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
  ],
)
