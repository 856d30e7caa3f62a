import { sql } from 'drizzle-orm'
import { customerList } from '@/server/contracts/sales/customer'
import { customerInvoiceList } from '@/server/contracts/sales/customer-invoice'
import { deliveryList } from '@/server/contracts/sales/delivery'
import { priceLists } from '@/server/contracts/sales/price-list'
import { quotationList, salesOrderList } from '@/server/contracts/sales/sales-order'
import { salesReturnList } from '@/server/contracts/sales/sales-return'
import { type ListSource, listQueries } from '@/server/platform/lists/list'

const orders: ListSource<keyof typeof salesOrderList.columns> = {
  definition: salesOrderList,
  name: 'sales.listSalesOrders',
  permission: 'sales.sales_order.read',
  from: sql`sales_order o`,
  where: (ctx) => sql`o.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`o.number`,
    status: sql`o.status`,
    documentDate: sql`o.document_date`,
    requestedDate: sql`o.requested_date`,
    validUntil: sql`o.valid_until`,
    customerName: sql`o.customer_name`,
    customerReference: sql`o.customer_reference`,
    currency: sql`o.currency`,
    net: sql`o.net`,
    gross: sql`o.gross`,
    reservationProgress: sql`o.reservation_progress`,
    deliveryProgress: sql`o.delivery_progress`,
    billingProgress: sql`o.billing_progress`,
    createdAt: sql`o.created_at`,
  },
  nullable: ['requestedDate', 'validUntil', 'customerReference'],
  extra: { customerId: sql`o.customer_id`, companyId: sql`o.company_id`, version: sql`o.version` },
  id: sql`o.id`,
  owner: sql`o.created_by`,
  search: [sql`o.number`, sql`o.customer_name`, sql`o.customer_reference`],
}

export const listSalesOrders = listQueries(orders)
/** The same documents while they are offers: what is being written, offered or was lost. */
export const listQuotations = listQueries({
  ...orders,
  definition: quotationList,
  name: 'sales.listQuotations',
  where: (ctx) => sql`o.tenant_id = ${ctx.tenantId} and o.status in ('draft', 'quoted', 'lost')`,
})

export const listDeliveries = listQueries({
  definition: deliveryList,
  name: 'sales.listDeliveries',
  permission: 'sales.delivery.read',
  from: sql`delivery d`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`d.number`,
    status: sql`d.status`,
    documentDate: sql`d.document_date`,
    postingDate: sql`d.posting_date`,
    customerName: sql`d.customer_name`,
    carrier: sql`d.carrier`,
    trackingNumber: sql`d.tracking_number`,
    createdAt: sql`d.created_at`,
  },
  nullable: ['postingDate', 'carrier', 'trackingNumber'],
  extra: { customerId: sql`d.customer_id`, companyId: sql`d.company_id`, version: sql`d.version` },
  id: sql`d.id`,
  owner: sql`d.created_by`,
  search: [sql`d.number`, sql`d.customer_name`, sql`d.tracking_number`],
})

/** Open amount and payment state come from the open items, by their index on the source document. */
const payments = sql`left join lateral (
  select sum(i.remaining) as open, sum(abs(i.remaining)) as left_, sum(abs(i.amount)) as whole from open_item i
  where i.tenant_id = v.tenant_id and i.source_document_id = v.id and i.kind in ('invoice', 'credit_note')) p on true`

export const listCustomerInvoices = listQueries({
  definition: customerInvoiceList,
  name: 'sales.listCustomerInvoices',
  permission: 'sales.customer_invoice.read',
  from: sql`customer_invoice v ${payments}`,
  where: (ctx) => sql`v.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`v.number`,
    kind: sql`v.kind`,
    status: sql`v.status`,
    payment: sql`case when p.whole is null then 'none' when p.left_ = 0 then 'full' when p.left_ < p.whole then 'part' else 'none' end`,
    documentDate: sql`v.document_date`,
    dueDate: sql`v.due_date`,
    customerName: sql`v.customer_name`,
    currency: sql`v.currency`,
    // A credit note takes away from what is summed.
    net: sql`case when v.kind = 'invoice' then v.net else -v.net end`,
    tax: sql`case when v.kind = 'invoice' then v.tax else -v.tax end`,
    gross: sql`case when v.kind = 'invoice' then v.gross else -v.gross end`,
    open: sql`coalesce(p.open, 0)`,
    createdAt: sql`v.created_at`,
  },
  nullable: ['number', 'dueDate'],
  extra: { customerId: sql`v.customer_id`, companyId: sql`v.company_id`, version: sql`v.version` },
  id: sql`v.id`,
  owner: sql`v.created_by`,
  search: [sql`v.number`, sql`v.customer_name`, sql`v.customer_reference`],
})

export const listSalesReturns = listQueries({
  definition: salesReturnList,
  name: 'sales.listSalesReturns',
  permission: 'sales.sales_return.read',
  from: sql`sales_return r`,
  where: (ctx) => sql`r.tenant_id = ${ctx.tenantId}`,
  columns: {
    number: sql`r.number`,
    status: sql`r.status`,
    documentDate: sql`r.document_date`,
    receivedOn: sql`r.received_on`,
    customerName: sql`r.customer_name`,
    reason: sql`r.reason`,
    createdAt: sql`r.created_at`,
  },
  nullable: ['receivedOn'],
  extra: { customerId: sql`r.customer_id`, companyId: sql`r.company_id`, version: sql`r.version` },
  id: sql`r.id`,
  owner: sql`r.created_by`,
  search: [sql`r.number`, sql`r.customer_name`, sql`r.reason`],
})

const receivable = sql`coalesce((select sum(b.base_amount) from party_balance b
  join account a on a.tenant_id = b.tenant_id and a.id = b.account_id and a.control = 'receivable'
  where b.tenant_id = c.tenant_id and b.company_id = c.company_id and b.party_id = c.party_id), 0)`

export const listCustomers = listQueries({
  definition: customerList,
  name: 'sales.listCustomers',
  permission: 'sales.customer.read',
  from: sql`customer c join company k on k.tenant_id = c.tenant_id and k.id = c.company_id
    left join customer_group g on g.tenant_id = c.tenant_id and g.id = c.group_id
    left join customer_exposure e on e.tenant_id = c.tenant_id and e.customer_id = c.id`,
  where: (ctx) => sql`c.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`c.code`,
    name: sql`c.name`,
    group: sql`g.name`,
    currency: sql`c.currency`,
    creditLimit: sql`c.credit_limit`,
    openOrders: sql`coalesce(e.orders, 0)`,
    receivable,
    block: sql`c.block`,
    baseCurrency: sql`k.base_currency`,
    createdAt: sql`c.created_at`,
  },
  nullable: ['group', 'creditLimit'],
  extra: { partyId: sql`c.party_id`, companyId: sql`c.company_id`, version: sql`c.version` },
  id: sql`c.id`,
  owner: sql`c.created_by`,
  search: [sql`c.code`, sql`c.name`],
})

export const listPriceLists = listQueries({
  definition: priceLists,
  name: 'sales.listPriceLists',
  permission: 'sales.price_list.read',
  from: sql`price_list l`,
  where: (ctx) => sql`l.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`l.code`,
    name: sql`l.name`,
    currency: sql`l.currency`,
    general: sql`l.general`,
    pricesIncludeTax: sql`l.prices_include_tax`,
    active: sql`l.active`,
    prices: sql`(select count(*)::int from price p where p.tenant_id = l.tenant_id and p.price_list_id = l.id)`,
  },
  extra: { companyId: sql`l.company_id`, version: sql`l.version` },
  id: sql`l.id`,
  owner: sql`l.created_by`,
  search: [sql`l.code`, sql`l.name`],
})
