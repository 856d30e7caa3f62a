import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { openItemList, openItemsInput, openItemsOut, paymentList, paymentOut } from '@/server/contracts/finance/payment'
import { idField } from '@/server/contracts/platform/field'
import { currencyDigits } from '@/server/kernel/currency'
import { notFound } from '@/server/kernel/errors'
import { dec, toFixed } from '@/server/kernel/money'
import { query } from '@/server/platform/commands/command'
import { listQueries } from '@/server/platform/lists/list'
import { company } from '../settings/company-settings'
import { discountAllowed } from './payment.rules'

type Payment = z.input<typeof paymentOut>
type OpenItems = z.input<typeof openItemsOut>['items']

export const getPayment = query({
  name: 'finance.getPayment',
  permission: 'finance.payment.read',
  input: z.strictObject({ id: idField }),
  output: paymentOut,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.sql<Omit<Payment, 'lines'>[]>`
      select d.id, d.company_id as "companyId", d.status, d.direction, d.number, d.party_id as "partyId", p.name as "partyName",
        d.bank_account_id as "bankAccountId", d.payment_date as "paymentDate", d.posting_date as "postingDate", d.currency,
        trim_scale(d.rate) as rate, trim_scale(d.amount) as amount, trim_scale(d.fee_amount) as "feeAmount",
        d.bank_currency as "bankCurrency", trim_scale(d.bank_amount) as "bankAmount", trim_scale(d.bank_rate) as "bankRate", d.reference, d.memo,
        d.entry_id as "entryId", d.reversal_entry_id as "reversalEntryId", d.version
      from payment d join party p on p.tenant_id = d.tenant_id and p.id = d.party_id
      where d.tenant_id = ${ctx.tenantId} and d.id = ${id}`
    if (!row) throw notFound('payment')
    const lines = await ctx.sql<Payment['lines']>`
      select l.open_item_id as "openItemId", o.number, o.due_date as "dueDate", trim_scale(l.amount) as amount,
        trim_scale(l.discount) as discount, trim_scale(l.write_off) as "writeOff"
      from payment_line l join open_item o on o.tenant_id = l.tenant_id and o.id = l.open_item_id
      where l.tenant_id = ${ctx.tenantId} and l.payment_id = ${id} order by o.due_date, o.id`
    return { ...row, lines: [...lines] }
  },
})

/** What is open of a party (or of all), earliest due first, with the discount that `date` allows: what a payment may settle. */
export const openItems = query({
  name: 'finance.openItems',
  permission: 'finance.open_item.read',
  input: openItemsInput,
  output: openItemsOut,
  handler: async (ctx, { companyId, partyId, side, currency, date }) => {
    const day = date ?? (await company(ctx, companyId)).today
    type Row = Omit<OpenItems[number], 'discount'> & { discountPercent: string | null }
    const rows = await ctx.sql<Row[]>`
      select o.id, o.party_id as "partyId", o.kind, o.number, o.source_document as "sourceDocument", o.source_document_id as "sourceDocumentId",
        o.currency, trim_scale(o.amount) as amount, trim_scale(o.remaining) as remaining, trim_scale(o.remaining_base) as "remainingBase",
        o.document_date as "documentDate", o.due_date as "dueDate", o.discount_date as "discountDate", o.discount_percent as "discountPercent"
      from open_item o
      where o.tenant_id = ${ctx.tenantId} and o.company_id = ${companyId} and o.side = ${side} and o.settled_on is null
        and (${partyId ?? null}::uuid is null or o.party_id = ${partyId ?? null}::uuid)
        and (${currency ?? null}::text is null or o.currency = ${currency ?? null}::text)
      order by o.due_date, o.id limit 2000`
    return {
      items: rows.map(({ discountPercent, ...r }) => {
        const digits = currencyDigits(r.currency)
        const discount = discountAllowed({ ...r, discountPercent }, dec(r.remaining), day, digits)
        return { ...r, discount: toFixed(discount, digits) }
      }),
    }
  },
})

export const listPayments = listQueries({
  definition: paymentList,
  name: 'finance.listPayments',
  permission: 'finance.payment.read',
  from: sql`payment d join party p on p.tenant_id = d.tenant_id and p.id = d.party_id`,
  where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
  company: sql`d.company_id`,
  columns: {
    number: sql`d.number`,
    paymentDate: sql`d.payment_date`,
    status: sql`d.status`,
    direction: sql`d.direction`,
    party: sql`p.name`,
    amount: sql`d.amount`,
    currency: sql`d.currency`,
    reference: sql`d.reference`,
    postingDate: sql`d.posting_date`,
  },
  nullable: ['number', 'reference'],
  extra: { partyId: sql`d.party_id`, companyId: sql`d.company_id`, version: sql`d.version` },
  id: sql`d.id`,
  owner: sql`d.created_by`,
  search: [sql`d.number`, sql`p.name`, sql`d.reference`],
})

export const listOpenItems = listQueries({
  definition: openItemList,
  name: 'finance.listOpenItems',
  permission: 'finance.open_item.read',
  from: sql`open_item o join party p on p.tenant_id = o.tenant_id and p.id = o.party_id`,
  where: (ctx) => sql`o.tenant_id = ${ctx.tenantId}`,
  company: sql`o.company_id`,
  columns: {
    number: sql`o.number`,
    party: sql`p.name`,
    kind: sql`o.kind`,
    side: sql`o.side`,
    documentDate: sql`o.document_date`,
    dueDate: sql`o.due_date`,
    amount: sql`o.amount`,
    remaining: sql`o.remaining`,
    currency: sql`o.currency`,
    settledOn: sql`o.settled_on`,
  },
  nullable: ['settledOn'],
  extra: {
    partyId: sql`o.party_id`,
    companyId: sql`o.company_id`,
    sourceDocument: sql`o.source_document`,
    sourceDocumentId: sql`o.source_document_id`,
  },
  id: sql`o.id`,
  search: [sql`o.number`, sql`p.name`],
})
