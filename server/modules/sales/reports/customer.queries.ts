import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { type RelatedDocument, relatedDocument } from '@/server/contracts/sales/common'
import { customerDocument, priceListDocument } from '@/server/contracts/sales/documents'
import { customerHistoryInput, itemSale, itemSalesInput } from '@/server/contracts/sales/reports'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { camel } from './documents'

type Row = Record<string, unknown>
const byId = z.strictObject({ id: idField })

/** The latest documents of a customer; each kind is read from its own index, so the length of the history does not matter. */
const historyOf = (ctx: QueryContext, customerId: Id, limit: number): Promise<RelatedDocument[]> =>
  ctx.sql<RelatedDocument[]>`
    select * from (
      (select 'sales_order' as document, id, number, status, document_date as date, gross as amount, currency, null as kind
       from sales_order where tenant_id = ${ctx.tenantId} and customer_id = ${customerId} order by document_date desc, id desc limit ${limit})
      union all (select 'delivery', id, number, status, document_date, null, null, null
       from delivery where tenant_id = ${ctx.tenantId} and customer_id = ${customerId} order by document_date desc, id desc limit ${limit})
      union all (select 'customer_invoice', id, number, status, document_date, gross, currency, kind
       from customer_invoice where tenant_id = ${ctx.tenantId} and customer_id = ${customerId} order by document_date desc, id desc limit ${limit})
      union all (select 'sales_return', id, number, status, document_date, null, null, null
       from sales_return where tenant_id = ${ctx.tenantId} and customer_id = ${customerId} order by document_date desc, id desc limit ${limit})
    ) x order by date desc, id desc limit ${limit}`

export const customerHistory = query({
  name: 'sales.customerHistory',
  permission: 'sales.customer.read',
  input: customerHistoryInput,
  output: z.array(relatedDocument),
  handler: (ctx, { customerId, limit }) => historyOf(ctx, customerId, limit),
})

/** A customer with terms, credit and history: what its page needs. */
export const getCustomer = query({
  name: 'sales.getCustomer',
  permission: 'sales.customer.read',
  input: byId,
  output: customerDocument,
  handler: async (ctx, { id }) => {
    const today = ctx.now.toISOString().slice(0, 10)
    const [[row], history] = await Promise.all([
      ctx.sql<Row[]>`
        select c.*, g.code as group_code, l.code as price_list_code, k.base_currency, p.tax_id, p.email, p.phone,
          coalesce(e.orders, 0) as open_orders,
          coalesce((select sum(b.base_amount) from party_balance b join account a on a.tenant_id = b.tenant_id and a.id = b.account_id
            and a.control = 'receivable' where b.tenant_id = c.tenant_id and b.company_id = c.company_id and b.party_id = c.party_id), 0) as receivable,
          coalesce((select sum(i.remaining_base) from open_item i where i.tenant_id = c.tenant_id and i.company_id = c.company_id
            and i.side = 'receivable' and i.party_id = c.party_id and i.settled_on is null and i.due_date < ${today}::date), 0) as overdue
        from customer c
        join company k on k.tenant_id = c.tenant_id and k.id = c.company_id
        join party p on p.tenant_id = c.tenant_id and p.id = c.party_id
        left join customer_group g on g.tenant_id = c.tenant_id and g.id = c.group_id
        left join price_list l on l.tenant_id = c.tenant_id and l.id = c.price_list_id
        left join customer_exposure e on e.tenant_id = c.tenant_id and e.customer_id = c.id
        where c.tenant_id = ${ctx.tenantId} and c.id = ${id}`,
      historyOf(ctx, id, 50),
    ])
    if (!row) throw notFound('customer')
    return { ...camel(row), history } as z.input<typeof customerDocument>
  },
})

/** A price list with its prices. */
export const getPriceList = query({
  name: 'sales.getPriceList',
  permission: 'sales.price_list.read',
  input: byId,
  output: priceListDocument,
  handler: async (ctx, { id }) => {
    const [[row], prices] = await Promise.all([
      ctx.sql<Row[]>`select * from price_list where tenant_id = ${ctx.tenantId} and id = ${id}`,
      ctx.sql<Row[]>`
        select p.*, i.code as item_code, i.name as item_name, c.code as category_code, u.code as unit_code from price p
        left join item i on i.tenant_id = p.tenant_id and i.id = p.item_id
        left join item_category c on c.tenant_id = p.tenant_id and c.id = p.category_id
        left join unit_of_measure u on u.tenant_id = p.tenant_id and u.id = p.unit_id
        where p.tenant_id = ${ctx.tenantId} and p.price_list_id = ${id}
        order by c.code nulls last, i.code, p.min_quantity, p.valid_from nulls first limit 20000`,
    ])
    if (!row) throw notFound('price_list')
    return { ...camel(row), prices: prices.map(camel) } as z.input<typeof priceListDocument>
  },
})

/** The last sales of an item, to all or to one customer, from the index that stands in the order of the dates. */
export const itemSales = query({
  name: 'sales.itemSales',
  permission: 'sales.customer_invoice.read',
  input: itemSalesInput,
  output: z.array(itemSale),
  handler: (ctx, { companyId, itemId, customerId, limit }) => ctx.sql<z.input<typeof itemSale>[]>`
    select l.invoice_id as "invoiceId", v.number as "invoiceNumber", l.posted_on as date, l.customer_id as "customerId",
      v.customer_name as "customerName", l.quantity, l.base_unit_price as "baseUnitPrice", l.base_net as "baseNet"
    from customer_invoice_line l join customer_invoice v on v.tenant_id = l.tenant_id and v.id = l.invoice_id
    where l.tenant_id = ${ctx.tenantId} and l.company_id = ${companyId} and l.item_id = ${itemId} and l.posted_on is not null
      and (${customerId ?? null}::uuid is null or l.customer_id = ${customerId ?? null}::uuid)
    order by l.posted_on desc, l.id desc limit ${limit}`,
})
