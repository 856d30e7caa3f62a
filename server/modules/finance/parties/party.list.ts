import { and, eq, sql } from 'drizzle-orm'
import { party, partyAddress, partyContact } from '@/db/schema/finance/party'
import { partyList, partyOut, partyRef } from '@/server/contracts/finance/party'
import { notFound } from '@/server/kernel/errors'
import { query } from '@/server/platform/commands/command'
import { listQueries } from '@/server/platform/lists/list'

export const listParties = listQueries({
  definition: partyList,
  name: 'finance.listParties',
  permission: 'finance.party.read',
  from: sql`party p`,
  where: (ctx) => sql`p.tenant_id = ${ctx.tenantId}`,
  columns: {
    code: sql`p.code`,
    name: sql`p.name`,
    kind: sql`p.kind`,
    isCustomer: sql`p.is_customer`,
    isSupplier: sql`p.is_supplier`,
    taxId: sql`p.tax_id`,
    currency: sql`p.currency`,
    email: sql`p.email`,
    phone: sql`p.phone`,
    status: sql`p.status`,
  },
  nullable: ['taxId', 'currency', 'email', 'phone'],
  id: sql`p.id`,
  owner: sql`p.created_by`,
  search: [sql`p.name`, sql`p.code`],
})

/** A party with its addresses and contacts. */
export const getParty = query({
  name: 'finance.getParty',
  permission: 'finance.party.read',
  input: partyRef,
  output: partyOut,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.tx
      .select()
      .from(party)
      .where(and(eq(party.tenantId, ctx.tenantId), eq(party.id, id)))
    if (!row) throw notFound('party')
    const addresses = await ctx.tx
      .select()
      .from(partyAddress)
      .where(and(eq(partyAddress.tenantId, ctx.tenantId), eq(partyAddress.partyId, id)))
      .orderBy(partyAddress.id)
    const contacts = await ctx.tx
      .select()
      .from(partyContact)
      .where(and(eq(partyContact.tenantId, ctx.tenantId), eq(partyContact.partyId, id)))
      .orderBy(partyContact.id)
    return { ...row, addresses, contacts }
  },
})
