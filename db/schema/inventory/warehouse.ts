import { sql } from 'drizzle-orm'
import { boolean, check, date, index, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { belongsTo, companyTable, quantity, stamps, tenantTable } from '../../columns'
import { company } from '../platform/tenant'
import { item } from './item'

/** A place where a company keeps stock. `transit` holds what is on its way between two others. */
export const warehouse = companyTable(
  'warehouse',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    nameZh: text('name_zh'),
    kind: text('kind', { enum: ['normal', 'transit', 'quarantine'] }).notNull(),
    addressLines: text('address_lines').array().notNull().default(sql`'{}'::text[]`),
    country: text('country'),
    status: text('status', { enum: ['active', 'closed'] })
      .notNull()
      .default('active'),
    ...stamps,
  },
  (t) => [unique('warehouse_code').on(t.tenantId, t.companyId, t.code), belongsTo(t, t.companyId, () => company)],
)

/**
 * A place in a warehouse. Each warehouse has one that takes what comes without a bin (`is_default`). What lies in its `quarantine` bin
 * is on hand and worth something, but never available and never set aside.
 */
export const bin = companyTable(
  'bin',
  {
    warehouseId: uuid('warehouse_id').notNull(),
    code: text('code').notNull(),
    isDefault: boolean('is_default'),
    kind: text('kind', { enum: ['storage', 'quarantine'] })
      .notNull()
      .default('storage'),
    status: text('status', { enum: ['active', 'closed'] })
      .notNull()
      .default('active'),
    ...stamps,
  },
  (t) => [
    unique('bin_code').on(t.tenantId, t.warehouseId, t.code),
    unique('bin_default').on(t.tenantId, t.warehouseId, t.isDefault),
    uniqueIndex('bin_quarantine').on(t.tenantId, t.warehouseId).where(sql`kind = 'quarantine'`),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.warehouseId, () => warehouse),
  ],
)

/** A lot, or a single piece with its serial number. */
export const lot = tenantTable(
  'lot',
  {
    itemId: uuid('item_id').notNull(),
    code: text('code').notNull(),
    expiryDate: date('expiry_date', { mode: 'string' }),
    receivedDate: date('received_date', { mode: 'string' }).notNull(),
    supplierLot: text('supplier_lot'),
    status: text('status', { enum: ['available', 'hold', 'rejected'] })
      .notNull()
      .default('available'),
    ...stamps,
  },
  (t) => [
    unique('lot_code').on(t.tenantId, t.itemId, t.code),
    index('lot_expiry').on(t.tenantId, t.expiryDate, t.id),
    belongsTo(t, t.itemId, () => item),
  ],
)

/** Levels of an item in a warehouse, in stock units. Strictly below safety raises an event. */
export const itemLevel = companyTable(
  'item_level',
  {
    itemId: uuid('item_id').notNull(),
    warehouseId: uuid('warehouse_id').notNull(),
    safety: quantity('safety').notNull().default('0'),
    reorder: quantity('reorder').notNull().default('0'),
    maximum: quantity('maximum'),
    ...stamps,
  },
  (t) => [
    unique('item_level_once').on(t.tenantId, t.itemId, t.warehouseId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.itemId, () => item),
    belongsTo(t, t.warehouseId, () => warehouse),
    check('item_level_bounds', sql`${t.safety} >= 0 and ${t.reorder} >= 0 and ${t.maximum} >= 0`),
  ],
)
