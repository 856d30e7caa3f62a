import { party, partyAddress, partyContact } from '@/db/schema/finance/party'
import type { CreateParty } from '@/server/contracts/finance/party'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertRows } from '@/server/platform/tenancy/bulk'

/** Makes many parties with one statement for each kind of row; audit and events as for single ones. Error finance.party_code_taken. */
export async function createParties(
  ctx: CommandContext,
  inputs: readonly (CreateParty & { readonly id: Id })[],
): Promise<void> {
  const at = ctx.now.toISOString()
  const { userId } = ctx.actor
  const stamp = { version: 1, createdAt: at, createdBy: userId, updatedAt: at, updatedBy: userId }
  await insertRows(
    ctx,
    party,
    inputs.map(({ addresses: _a, contacts: _c, ...columns }) => ({ ...columns, status: 'active' as const, ...stamp })),
  )
  await insertRows(
    ctx,
    partyAddress,
    inputs.flatMap((p) => p.addresses.map((a) => ({ ...a, ...stamp, id: a.id ?? newId(), partyId: p.id }))),
  )
  await insertRows(
    ctx,
    partyContact,
    inputs.flatMap((p) => p.contacts.map((c) => ({ ...c, ...stamp, id: c.id ?? newId(), partyId: p.id }))),
  )
  for (const { id, addresses: _a, contacts: _c, ...columns } of inputs) {
    ctx.record({ action: 'create', document: 'party', documentId: id, label: columns.code, after: columns })
    const payload = { code: columns.code, name: columns.name }
    ctx.emit('finance.party.created', { document: 'party', documentId: id, payload })
  }
}
