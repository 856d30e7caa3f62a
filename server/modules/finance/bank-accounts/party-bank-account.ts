import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { partyBankAccount } from '@/db/schema/finance/bank-account'
import {
  createPartyBankAccountInput,
  partyBankAccountMachine,
  returnPartyBankAccountInput,
  revealed,
  updatePartyBankAccountInput,
} from '@/server/contracts/finance/bank-account'
import { created, done } from '@/server/contracts/finance/common'
import { documentRef, idField } from '@/server/contracts/platform/field'
import { AppError, conflict, notFound } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { raiseAlerts } from '@/server/platform/alerts/raise'
import { command, type DocumentKind, documentCommand, type RowOf } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { author } from '../changes'
import { openDetails, storedDetails } from './details'

type State = (typeof partyBankAccountMachine.states)[number]
type Action = 'submit' | 'return' | 'approve' | 'retire' | 'cancel'
type Row = RowOf<typeof partyBankAccount>

export const partyBankAccountKind: DocumentKind<typeof partyBankAccount, State, Action> = {
  type: 'party_bank_account',
  table: partyBankAccount,
  machine: partyBankAccountMachine,
  label: (row) => `${row.holder} ···${row.masked}`,
}
const constraints = {
  party_bank_account_party_id_fk: { code: 'common.reference', path: 'partyId' },
  party_bank_account_replaces_id_fk: { code: 'common.reference', path: 'replacesId' },
  party_bank_account_once: { code: 'finance.bank_account_twice', path: 'accountNumber' },
}
const permission = (action: string) => `finance.party_bank_account.${action}`

/** Enters a bank account of a party. It waits until a second person agrees; until then nothing is paid to it. */
export const createPartyBankAccount = command({
  name: 'finance.createPartyBankAccount',
  permission: permission('create'),
  input: createPartyBankAccountInput,
  output: created,
  constraints,
  handler: async (ctx, { accountNumber, bankCode, ...columns }) => {
    const id = newId()
    const stored = await storedDetails(ctx, { accountNumber, bankCode })
    await ctx.tx.insert(partyBankAccount).values({ ...author(ctx), ...columns, ...stored, id, status: 'in_approval' })
    const { partyId, companyId, holder, currency, reason } = columns
    ctx.record({
      action: 'create',
      document: 'party_bank_account',
      documentId: id,
      companyId,
      label: `${holder} ···${stored.masked}`,
      after: { partyId, currency, masked: stored.masked, reason },
    })
    await tellApprovers(ctx, { id, companyId, holder, masked: stored.masked })
    return { id }
  },
})

const alertKey = (id: Id) => `party_bank_account:${id}`

async function tellApprovers(ctx: CommandContext, row: Pick<Row, 'id' | 'companyId' | 'holder' | 'masked'>) {
  await raiseAlerts(ctx, [
    {
      kind: 'finance.bank_change',
      severity: 'warning',
      messageKey: 'bank_account_entered',
      params: { holder: row.holder, masked: row.masked },
      companyId: row.companyId,
      document: 'party_bank_account',
      documentId: row.id,
      audience: { permission: permission('approve') },
      dedupeKey: alertKey(row.id),
    },
  ])
}

/** Changes an account that was sent back. */
export const updatePartyBankAccount = documentCommand({
  name: 'finance.updatePartyBankAccount',
  permission: permission('create'),
  input: updatePartyBankAccountInput,
  output: created,
  constraints,
  document: { kind: partyBankAccountKind, states: ['draft'] },
  handler: async (ctx, { id, version: _version, accountNumber, bankCode, ...columns }, _doc, patch) => {
    const { masked, ...secret } = await storedDetails(ctx, { accountNumber, bankCode })
    // Written apart: what `patch` gets goes into the audit log, which keeps no sealed value.
    await ctx.tx
      .update(partyBankAccount)
      .set(secret)
      .where(and(eq(partyBankAccount.tenantId, ctx.tenantId), eq(partyBankAccount.id, id)))
    patch({ ...columns, masked })
    return { id }
  },
})

/** Asks a second person to look again. */
export const submitPartyBankAccount = documentCommand({
  name: 'finance.submitPartyBankAccount',
  permission: permission('create'),
  input: documentRef,
  output: done,
  document: { kind: partyBankAccountKind, transition: 'submit' },
  handler: async (ctx, _input, doc) => {
    await tellApprovers(ctx, doc)
    return { id: doc.id, version: doc.version + 1 }
  },
})

export const returnPartyBankAccount = documentCommand({
  name: 'finance.returnPartyBankAccount',
  permission: permission('approve'),
  input: returnPartyBankAccountInput,
  output: done,
  document: { kind: partyBankAccountKind, transition: 'return' },
  handler: async (_ctx, { reason }, doc, patch) => {
    patch({ reason })
    return { id: doc.id, version: doc.version + 1 }
  },
})

/** Four eyes: whoever entered or last changed an account cannot put it into force, whatever their role. Who agreed in a flow counts. */
function demandSecondPerson(ctx: CommandContext, doc: Row): void {
  if (ctx.approvedBy?.some((id) => id !== doc.createdBy && id !== doc.updatedBy)) return
  if (doc.createdBy === ctx.actor.userId || doc.updatedBy === ctx.actor.userId)
    throw new AppError('forbidden', 'finance.second_person_needed')
}

/** Puts an account into force; the one that it replaces is retired with it. Error finance.second_person_needed. */
export const approvePartyBankAccount = documentCommand({
  name: 'finance.approvePartyBankAccount',
  permission: permission('approve'),
  input: documentRef,
  output: done,
  document: { kind: partyBankAccountKind, transition: 'approve' },
  handler: async (ctx, _input, doc, patch) => {
    demandSecondPerson(ctx, doc)
    if (doc.replacesId) {
      const [old] = await ctx.tx
        .update(partyBankAccount)
        .set({ status: 'retired', version: sql`${partyBankAccount.version} + 1`, updatedBy: ctx.actor.userId })
        .where(
          and(
            eq(partyBankAccount.tenantId, ctx.tenantId),
            eq(partyBankAccount.id, doc.replacesId),
            eq(partyBankAccount.partyId, doc.partyId),
            eq(partyBankAccount.status, 'active'),
          ),
        )
        .returning({ id: partyBankAccount.id })
      if (!old) throw conflict('finance.bank_account_replaced')
    }
    patch({ approvedAt: ctx.now.toISOString(), approvedBy: ctx.actor.userId })
    ctx.emit('finance.party_bank_account.approved', {
      document: 'party_bank_account',
      documentId: doc.id,
      companyId: doc.companyId,
      payload: { partyId: doc.partyId, currency: doc.currency, replacesId: doc.replacesId },
    })
    return { id: doc.id, version: doc.version + 1 }
  },
})

const end = (action: 'retire' | 'cancel') =>
  documentCommand({
    name: `finance.${action}PartyBankAccount`,
    permission: permission(action === 'retire' ? 'approve' : 'create'),
    input: documentRef,
    output: done,
    document: { kind: partyBankAccountKind, transition: action },
    handler: async (_ctx, _input, doc) => ({ id: doc.id, version: doc.version + 1 }),
  })
export const retirePartyBankAccount = end('retire')
export const cancelPartyBankAccount = end('cancel')

/** Shows the full number. Each look is in the audit log. */
export const revealPartyBankAccount = command({
  name: 'finance.revealPartyBankAccount',
  permission: permission('reveal'),
  input: z.strictObject({ id: idField }),
  output: revealed,
  handler: async (ctx, { id }) => {
    const [row] = await ctx.tx
      .select()
      .from(partyBankAccount)
      .where(and(eq(partyBankAccount.tenantId, ctx.tenantId), eq(partyBankAccount.id, id)))
    if (!row) throw notFound('party_bank_account')
    const [details] = await openDetails(ctx, [row.sealed])
    if (!details) throw new Error('a sealed value was not opened')
    const { companyId, holder, masked } = row
    ctx.record({
      action: 'reveal',
      document: 'party_bank_account',
      documentId: id,
      companyId,
      label: `${holder} ···${masked}`,
    })
    return { ...details }
  },
})
