import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, companyTable, percent, searchIndex, stamps } from '../../columns'
import { warehouse } from '../inventory/warehouse'
import { company } from '../platform/tenant'
import { priceList } from './prices'

/** Customers that share terms and rules. */
export const customerGroup = companyTable(
  'customer_group',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    priceListId: uuid('price_list_id'),
    /** Line discount proposed on new order lines. */
    discountPercent: percent('discount_percent').notNull().default('0'),
    ...stamps,
  },
  (t) => [
    unique('customer_group_code').on(t.tenantId, t.companyId, t.code),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.priceListId, () => priceList),
  ],
)

/** A party in its role as buyer from one company: the terms of sale. Name, addresses and tax id stand on the party. */
export const customer = companyTable(
  'customer',
  {
    partyId: uuid('party_id').notNull(),
    code: text('code').notNull(),
    /** The party's name, kept with it, so that lists search and sort without a join. */
    name: text('name').notNull(),
    groupId: uuid('group_id'),
    priceListId: uuid('price_list_id'),
    currency: text('currency').notNull(),
    paymentTermId: uuid('payment_term_id'),
    salesPersonId: uuid('sales_person_id'),
    /** Base currency; null = unlimited, 0 = a real limit. */
    creditLimit: amount('credit_limit'),
    discountPercent: percent('discount_percent').notNull().default('0'),
    taxCodeIds: uuid('tax_code_ids').array().notNull().default(sql`'{}'::uuid[]`),
    taxExempt: boolean('tax_exempt').notNull().default(false),
    shipPolicy: text('ship_policy', { enum: ['partial', 'complete'] })
      .notNull()
      .default('partial'),
    invoicePolicy: text('invoice_policy', { enum: ['shipped', 'ordered'] })
      .notNull()
      .default('shipped'),
    warehouseId: uuid('warehouse_id'),
    /** `orders` stops approvals, `all` stops deliveries too. */
    block: text('block', { enum: ['none', 'orders', 'all'] })
      .notNull()
      .default('none'),
    blockReason: text('block_reason'),
    note: text('note'),
    ...stamps,
  },
  (t) => [
    unique('customer_code').on(t.tenantId, t.companyId, t.code),
    unique('customer_party').on(t.tenantId, t.companyId, t.partyId),
    index('customer_name').on(t.tenantId, t.companyId, t.name),
    searchIndex('customer_search', t, t.code, t.name),
    index('customer_group_members').on(t.tenantId, t.groupId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.groupId, () => customerGroup),
    belongsTo(t, t.priceListId, () => priceList),
    check('customer_credit_limit', sql`credit_limit >= 0`),
  ],
)

/**
 * What a customer has ordered and not been billed, in base currency: the locked row that two approvals meet at.
 * Written by `sales_refresh_orders` only.
 */
export const customerExposure = companyTable(
  'customer_exposure',
  {
    customerId: uuid('customer_id').notNull(),
    orders: amount('orders').notNull().default('0'),
  },
  (t) => [
    unique('customer_exposure_customer').on(t.tenantId, t.customerId),
    belongsTo(t, t.customerId, () => customer),
    belongsTo(t, t.companyId, () => company),
  ],
)

/** How a company sells. */
export const salesSetting = companyTable(
  'sales_setting',
  {
    /** Percent of the ordered quantity that may be delivered on top. */
    overDeliveryPercent: percent('over_delivery_percent').notNull().default('0'),
    /** How many of the last sales the median facts look at. */
    medianSample: integer('median_sample').notNull().default(20),
    quoteValidityDays: integer('quote_validity_days').notNull().default(30),
    defaultWarehouseId: uuid('default_warehouse_id'),
    ...stamps,
  },
  (t) => [
    unique('sales_setting_company').on(t.tenantId, t.companyId),
    belongsTo(t, t.companyId, () => company),
    belongsTo(t, t.defaultWarehouseId, () => warehouse),
    check('sales_setting_bounds', sql`over_delivery_percent >= 0 and median_sample between 1 and 500`),
  ],
)

/** Where one item is sold by other terms than the company's. */
export const salesItemSetting = companyTable(
  'sales_item_setting',
  {
    itemId: uuid('item_id').notNull(),
    overDeliveryPercent: percent('over_delivery_percent'),
    ...stamps,
  },
  (t) => [
    unique('sales_item_setting_item').on(t.tenantId, t.companyId, t.itemId),
    belongsTo(t, t.companyId, () => company),
  ],
)
