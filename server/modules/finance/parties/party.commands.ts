import { and, eq, notInArray } from 'drizzle-orm'
import { party, partyAddress, partyContact } from '@/db/schema/finance/party'
import { created, done } from '@/server/contracts/finance/common'
import {
  type CreateParty,
  createPartyInput,
  type UpdateParty,
  updatePartyInput,
} from '@/server/contracts/finance/party'
import { type Id, newId } from '@/server/kernel/ids'
import { command } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { author, changeMaster, given } from '../changes'

const constraints = {
  party_code: { code: 'finance.party_code_taken', path: 'code' },
  party_payment_term_id_fk: { code: 'common.reference', path: 'paymentTermId' },
}

/** Makes a party inside a running command (a customer, an import). Error finance.party_code_taken comes from the database. */
export async function createParty(ctx: CommandContext, input: CreateParty, id: Id = newId()): Promise<Id> {
  const { addresses, contacts, ...columns } = input
  await ctx.tx.insert(party).values({ ...author(ctx), id, ...columns })
  await insertAddresses(ctx, id, addresses)
  await insertContacts(ctx, id, contacts)
  ctx.record({ action: 'create', document: 'party', documentId: id, label: input.code, after: columns })
  ctx.emit('finance.party.created', {
    document: 'party',
    documentId: id,
    payload: { code: input.code, name: input.name },
  })
  return id
}

async function insertAddresses(ctx: CommandContext, partyId: Id, addresses: CreateParty['addresses']): Promise<void> {
  if (addresses.length === 0) return
  await ctx.tx
    .insert(partyAddress)
    .values(addresses.map((a) => ({ ...author(ctx), ...a, id: a.id ?? newId(), partyId })))
}

async function insertContacts(ctx: CommandContext, partyId: Id, contacts: CreateParty['contacts']): Promise<void> {
  if (contacts.length === 0) return
  await ctx.tx
    .insert(partyContact)
    .values(contacts.map((c) => ({ ...author(ctx), ...c, id: c.id ?? newId(), partyId })))
}

/** Changes a party inside a running command; lists that are given replace what was there. Error common.stale_version. */
export async function updateParty(ctx: CommandContext, input: UpdateParty): Promise<{ id: Id; version: number }> {
  const { id, version, addresses, contacts, ...columns } = input
  const result = await changeMaster(ctx, party, 'party', { id, version }, given(columns))
  if (addresses) await replaceAddresses(ctx, id, addresses)
  if (contacts) {
    await ctx.tx.delete(partyContact).where(and(eq(partyContact.tenantId, ctx.tenantId), eq(partyContact.partyId, id)))
    await insertContacts(ctx, id, contacts)
  }
  const [row] = await ctx.tx
    .select({ code: party.code, name: party.name })
    .from(party)
    .where(and(eq(party.tenantId, ctx.tenantId), eq(party.id, id)))
  if (row) ctx.emit('finance.party.updated', { document: 'party', documentId: id, payload: row })
  return result
}

/** Documents point at addresses: kept ones keep their id and row. */
async function replaceAddresses(ctx: CommandContext, partyId: Id, addresses: CreateParty['addresses']): Promise<void> {
  const kept = addresses.flatMap((a) => (a.id ? [a.id] : []))
  const ofParty = and(eq(partyAddress.tenantId, ctx.tenantId), eq(partyAddress.partyId, partyId))
  await ctx.tx.delete(partyAddress).where(kept.length > 0 ? and(ofParty, notInArray(partyAddress.id, kept)) : ofParty)
  for (const { id, ...columns } of addresses)
    if (id)
      await ctx.tx
        .update(partyAddress)
        .set({ ...columns, updatedBy: ctx.actor.userId })
        .where(and(ofParty, eq(partyAddress.id, id)))
  await insertAddresses(
    ctx,
    partyId,
    addresses.filter((a) => !a.id),
  )
}

export const createPartyCommand = command({
  name: 'finance.createParty',
  permission: 'finance.party.create',
  input: createPartyInput,
  output: created,
  constraints,
  handler: async (ctx, input) => ({ id: await createParty(ctx, input) }),
})

export const updatePartyCommand = command({
  name: 'finance.updateParty',
  permission: 'finance.party.update',
  input: updatePartyInput,
  output: done,
  constraints,
  handler: updateParty,
})
