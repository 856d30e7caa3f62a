import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { customer, customerExposure, customerGroup } from '@/db/schema/sales'
import { masterResult } from '@/server/contracts/sales/common'
import {
  blockCustomerInput,
  createCustomerInput,
  customerGroupInput,
  customerGroupUpdate,
  updateCustomerInput,
} from '@/server/contracts/sales/customer'
import { conflict, notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { company, createParty, party as partiesOf, updateParty } from '@/server/modules/finance'
import { author, changeMaster, given } from '@/server/platform/commands/change-master'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'

const constraints = {
  customer_code: { code: 'sales.customer_code_taken', path: 'code' },
  customer_party: { code: 'sales.party_is_customer', path: 'partyId' },
  party_code: { code: 'sales.customer_code_taken', path: 'code' },
  customer_group_code: { code: 'sales.group_code_taken', path: 'code' },
  customer_group_id_fk: { code: 'common.reference', path: 'groupId' },
  customer_price_list_id_fk: { code: 'common.reference', path: 'priceListId' },
}

/** Changes the party behind a customer; the version that counts is the customer's. */
async function changeParty(
  ctx: CommandContext,
  id: Id,
  columns: { name?: string; isCustomer?: boolean },
): Promise<void> {
  const [row] = await ctx.sql<{ version: number }[]>`
    select version from party where tenant_id = ${ctx.tenantId} and id = ${id} for update`
  if (!row) throw notFound('party')
  await updateParty(ctx, { id, version: row.version, ...columns })
}

/** The party of a new customer: an existing one, or one made of what was given. */
async function partyFor(ctx: CommandContext, input: z.output<typeof createCustomerInput>) {
  if (input.partyId) {
    const known = (await partiesOf(ctx, [input.partyId])).get(input.partyId)
    if (!known) throw notFound('party')
    if (!known.isCustomer) await changeParty(ctx, known.id, { isCustomer: true })
    return { id: known.id, name: known.name, currency: known.currency, paymentTermId: known.paymentTermId }
  }
  if (!input.party) throw validation('validation.required', 'party')
  const fields = {
    ...input.party,
    code: input.code,
    currency: input.currency ?? null,
    isCustomer: true,
    isSupplier: false,
  }
  const id = await createParty(ctx, fields)
  return { id, name: fields.name, currency: fields.currency, paymentTermId: fields.paymentTermId }
}

/** Makes a customer inside a running command: the door for imports and set-ups. Currency and term come from the party unless given. */
export async function makeCustomer(ctx: CommandContext, input: z.output<typeof createCustomerInput>): Promise<Id> {
  const [books, party] = await Promise.all([company(ctx, input.companyId), partyFor(ctx, input)])
  const { partyId: _given, party: _made, code, companyId, currency, ...terms } = input
  const id = newId()
  await ctx.tx.insert(customer).values({
    ...author(ctx),
    id,
    companyId,
    partyId: party.id,
    code,
    name: party.name,
    ...given(terms),
    currency: currency ?? party.currency ?? books.baseCurrency,
    paymentTermId: terms.paymentTermId ?? party.paymentTermId,
  })
  await ctx.tx.insert(customerExposure).values({ tenantId: ctx.tenantId, id: newId(), companyId, customerId: id })
  ctx.record({
    action: 'create',
    document: 'customer',
    documentId: id,
    companyId,
    label: code,
    after: { code, ...terms },
  })
  ctx.emit('sales.customer.created', {
    document: 'customer',
    documentId: id,
    companyId,
    payload: { code, name: party.name },
  })
  return id
}

export const createCustomer = command({
  name: 'sales.createCustomer',
  permission: 'sales.customer.create',
  input: createCustomerInput,
  output: masterResult,
  constraints,
  handler: async (ctx, input) => ({ id: await makeCustomer(ctx, input), version: 1 }),
})

async function ofCustomer(ctx: CommandContext, id: Id) {
  const [row] = await ctx.tx
    .select({ partyId: customer.partyId })
    .from(customer)
    .where(and(eq(customer.tenantId, ctx.tenantId), eq(customer.id, id)))
  if (!row) throw notFound('customer')
  return row
}

/** Changes terms; the name is the party's and changes there. What is left out stays. */
export const updateCustomer = command({
  name: 'sales.updateCustomer',
  permission: 'sales.customer.update',
  input: updateCustomerInput,
  output: masterResult,
  constraints,
  handler: async (ctx, { id, version, name, ...terms }) => {
    if (name !== undefined) await changeParty(ctx, (await ofCustomer(ctx, id)).partyId, { name })
    return changeMaster(ctx, customer, 'customer', { id, version }, given({ ...terms, name }))
  },
})

/** Stops new business with a customer, or all of it, or lets it go on. */
export const blockCustomer = command({
  name: 'sales.blockCustomer',
  permission: 'sales.customer.block',
  input: blockCustomerInput,
  output: masterResult,
  handler: async (ctx, { id, version, block, reason }) => {
    if (block !== 'none' && !reason) throw validation('validation.required', 'reason')
    return changeMaster(
      ctx,
      customer,
      'customer',
      { id, version },
      { block, blockReason: block === 'none' ? null : reason },
    )
  },
})

export const createCustomerGroup = command({
  name: 'sales.createCustomerGroup',
  permission: 'sales.customer.create',
  input: customerGroupInput,
  output: masterResult,
  constraints,
  handler: async (ctx, input) => {
    const id = newId()
    await ctx.tx.insert(customerGroup).values({ ...author(ctx), id, ...input })
    ctx.record({
      action: 'create',
      document: 'customer_group',
      documentId: id,
      companyId: input.companyId,
      label: input.code,
      after: input,
    })
    return { id, version: 1 }
  },
})

export const updateCustomerGroup = command({
  name: 'sales.updateCustomerGroup',
  permission: 'sales.customer.update',
  input: customerGroupUpdate,
  output: masterResult,
  constraints,
  handler: (ctx, { id, version, ...columns }) =>
    changeMaster(ctx, customerGroup, 'customer_group', { id, version }, given(columns)),
})

/** Deletes a group that nobody belongs to. */
export const deleteCustomerGroup = command({
  name: 'sales.deleteCustomerGroup',
  permission: 'sales.customer.update',
  input: customerGroupUpdate.pick({ id: true, version: true }),
  output: masterResult,
  handler: async (ctx, { id }) => {
    const members = await ctx.sql`select 1 from customer where tenant_id = ${ctx.tenantId} and group_id = ${id} limit 1`
    if (members.length > 0) throw conflict('sales.group_in_use')
    await ctx.tx.delete(customerGroup).where(and(eq(customerGroup.tenantId, ctx.tenantId), eq(customerGroup.id, id)))
    ctx.record({ action: 'delete', document: 'customer_group', documentId: id })
    return { id, version: 0 }
  },
})
