import { landedCost, landedCostCharge, landedCostLine } from '@/db/schema/procurement'
import { documentResult } from '@/server/contracts/procurement/common'
import {
  cancelLandedCostInput,
  createLandedCostInput,
  landedCostPreview,
  landedCostResult,
  postLandedCostInput,
  previewLandedCostInput,
  reverseLandedCostInput,
} from '@/server/contracts/procurement/landed-cost'
import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, forbidden } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { dec, plain, sum, toFixed } from '@/server/kernel/money'
import { accounts, company, exchangeRate } from '@/server/modules/finance'
import { adjustCost } from '@/server/modules/inventory'
import { refuseShortcut } from '@/server/platform/approvals/gate'
import { command, documentCommand, query } from '@/server/platform/commands/command'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { may } from '@/server/platform/identity/actor'
import { leasedNumber } from '@/server/platform/numbering/leased'
import { insertRows, updateRows } from '@/server/platform/tenancy/bulk'
import {
  type BearingLine,
  bearerOf,
  bearers,
  type Charge,
  chargeRows,
  chargesOf,
  landedCostKind as kind,
  type LandedCostRow,
  linesOf,
  type Shared,
  shareCharges,
} from './landed-cost'

const POST = 'procurement.landed_cost.post'

interface Asked {
  readonly companyId: Id
  readonly receiptIds: readonly Id[]
  readonly receiptLineIds: readonly Id[]
  readonly charges: readonly Charge[]
  readonly currency?: string | undefined
  readonly rate?: string | undefined
  readonly documentDate?: CalendarDate | undefined
}

async function share(ctx: QueryContext, asked: Asked) {
  const settings = await company(ctx, asked.companyId)
  const documentDate = asked.documentDate ?? settings.today
  const currency = asked.currency ?? settings.baseCurrency
  const rate =
    currency === settings.baseCurrency
      ? '1'
      : (asked.rate ?? (await exchangeRate(ctx, { companyId: asked.companyId, currency, date: documentDate })))
  const lines = await bearers(ctx, asked.companyId, asked)
  return { settings, documentDate, currency, rate, lines, shared: shareCharges(asked.charges, lines, rate, settings) }
}

/** What each line of the receipts would bear of the costs. Errors: procurement.nothing_to_bear, .no_weight, .no_volume. */
export const previewLandedCost = query({
  name: 'procurement.previewLandedCost',
  permission: 'procurement.landed_cost.create',
  input: previewLandedCostInput,
  output: landedCostPreview,
  handler: async (ctx, input) => {
    const { settings, lines, shared } = await share(ctx, input)
    return {
      baseAmount: shared.baseAmount,
      baseCurrency: settings.baseCurrency,
      lines: lines.map((l) => bearerOf(l, shared.shares.get(l.id), settings.digits)),
    }
  },
})

const lineRows = (id: Id, companyId: Id, lines: readonly BearingLine[], shared: Shared, digits: number) =>
  lines.map((l, i) => ({
    ...{
      id: newId(),
      companyId,
      landedCostId: id,
      position: i + 1,
      receiptId: l.receiptId,
      receiptLineId: l.id,
      itemId: l.itemId,
    },
    ...{ quantity: l.quantity, value: l.value, share: toFixed(shared.shares.get(l.id) ?? '0', digits) },
  }))

/** Puts shares on their receipts; `sign` -1 takes them off. Returns what stayed on stock and what had left it, by line. */
async function putOnGoods(
  ctx: CommandContext,
  row: Pick<LandedCostRow, 'id' | 'companyId' | 'number' | 'documentDate' | 'description'>,
  lines: readonly { receiptLineId: Id; share: string }[],
  postingDate: CalendarDate,
  sign: 1 | -1,
): Promise<Map<Id, { onHand: string; consumed: string }>> {
  const role = await accounts(ctx, row.companyId)
  const results = await adjustCost(ctx, {
    companyId: row.companyId,
    source: { document: kind.type, documentId: row.id, label: row.number },
    postingDate,
    documentDate: row.documentDate,
    description: row.description ?? row.number,
    adjustments: lines
      .filter((l) => !dec(l.share).isZero())
      .map((l) => ({
        id: l.receiptLineId,
        receiptMoveId: l.receiptLineId,
        amount: plain(dec(l.share).times(sign)),
        contraAccountId: role('landed_cost_clearing'),
        kind: 'landed_cost' as const,
      })),
  })
  return new Map(results.map((r) => [r.id, { onHand: r.onHand, consumed: r.consumed }]))
}

const totalsOf = (went: ReadonlyMap<Id, { onHand: string; consumed: string }>) => ({
  onHand: plain(sum([...went.values()].map((w) => w.onHand))),
  consumed: plain(sum([...went.values()].map((w) => w.consumed))),
})

function announce(ctx: CommandContext, row: { id: Id; companyId: Id; number: string }, baseAmount: string): void {
  ctx.emit('procurement.landed_cost.posted', {
    document: kind.type,
    documentId: row.id,
    companyId: row.companyId,
    payload: { number: row.number, baseAmount },
  })
}

/** The invoice that the cost came by is posted and of this company. */
async function checkInvoice(ctx: CommandContext, companyId: Id, invoiceId: Id | null): Promise<void> {
  if (!invoiceId) return
  const found = await ctx.sql`
    select 1 from supplier_invoice where tenant_id = ${ctx.tenantId} and id = ${invoiceId} and company_id = ${companyId} and status = 'posted'`
  if (found.length === 0) throw conflict('common.reference')
}

/** Freight, duty, insurance on goods already received: a draft, or posted at once. Errors as the preview's. */
export const createLandedCost = command({
  name: 'procurement.createLandedCost',
  permission: 'procurement.landed_cost.create',
  input: createLandedCostInput,
  output: landedCostResult,
  handler: async (ctx, { post, ...input }) => {
    if (post && !may(ctx.actor, POST)) throw forbidden(POST)
    const { companyId } = input
    await checkInvoice(ctx, companyId, input.invoiceId ?? null)
    const made = await share(ctx, input)
    const { settings, documentDate, currency, rate, lines, shared } = made
    if (post)
      await refuseShortcut(ctx, { document: kind.type, transition: 'post', companyId, amount: shared.baseAmount })
    const number = await leasedNumber(ctx, { companyId, document: kind.type, date: documentDate })
    const id = newId()
    const rows = lineRows(id, companyId, lines, shared, settings.digits)
    const row = { id, companyId, number, documentDate, description: input.description }
    const postingDate = input.postingDate ?? settings.today
    const went = post ? await putOnGoods(ctx, row, rows, postingDate, 1) : new Map()
    const totals = post ? totalsOf(went) : { onHand: null, consumed: null }
    await insertRows(ctx, landedCost, [
      {
        ...row,
        ...{ status: post ? ('posted' as const) : ('draft' as const), currency, rate, note: input.note },
        ...{ amount: shared.amount, baseAmount: shared.baseAmount, invoiceId: input.invoiceId ?? null, ...totals },
        ...{ postingDate: post ? postingDate : null, postedAt: post ? ctx.now.toISOString() : null },
        ...{ createdBy: ctx.actor.userId, updatedBy: ctx.actor.userId },
      },
    ])
    await insertRows(ctx, landedCostCharge, chargeRows(id, companyId, input.charges, shared))
    await insertRows(
      ctx,
      landedCostLine,
      rows.map((r) => ({
        ...r,
        onHand: went.get(r.receiptLineId)?.onHand ?? null,
        consumed: went.get(r.receiptLineId)?.consumed ?? null,
      })),
    )
    const after = { baseAmount: shared.baseAmount, lines: rows.length }
    const action = post ? 'post' : 'create'
    ctx.record({ action, document: kind.type, documentId: id, companyId, label: number, after })
    if (post) announce(ctx, row, shared.baseAmount)
    return { id, number, status: post ? 'posted' : 'draft', version: 1, baseAmount: shared.baseAmount, ...totals }
  },
})

/** Spreads a draft over its receipts as they stand now and posts it. */
export const postLandedCost = documentCommand({
  name: 'procurement.postLandedCost',
  permission: POST,
  input: postLandedCostInput,
  output: landedCostResult,
  document: { kind, transition: 'post' },
  handler: async (ctx, input, row, patch) => {
    const [before, charges, settings] = await Promise.all([
      linesOf(ctx, row.id),
      chargesOf(ctx, row.id),
      company(ctx, row.companyId),
    ])
    const lines = await bearers(ctx, row.companyId, {
      receiptIds: [],
      receiptLineIds: before.map((l) => l.receiptLineId),
    })
    const shared = shareCharges(charges, lines, row.rate, settings)
    const postingDate = input.postingDate ?? settings.today
    const fresh = lineRows(row.id, row.companyId, lines, shared, settings.digits)
    const went = await putOnGoods(ctx, row, fresh, postingDate, 1)
    await updateRows(
      ctx,
      landedCostLine,
      before.flatMap((l) => {
        const now = fresh.find((f) => f.receiptLineId === l.receiptLineId)
        if (!now) return []
        const { quantity, value, share: mine } = now
        const at = went.get(l.receiptLineId)
        return [{ id: l.id, quantity, value, share: mine, onHand: at?.onHand ?? '0', consumed: at?.consumed ?? '0' }]
      }),
    )
    const totals = totalsOf(went)
    patch({ postingDate, postedAt: ctx.now.toISOString(), ...totals })
    announce(ctx, row, row.baseAmount)
    const { id, number, baseAmount } = row
    return { id, number, status: 'posted', version: row.version + 1, baseAmount, ...totals }
  },
})

/** Takes a posted landed cost off its goods again, by what of them is on hand now. */
export const reverseLandedCost = documentCommand({
  name: 'procurement.reverseLandedCost',
  permission: 'procurement.landed_cost.reverse',
  input: reverseLandedCostInput,
  output: documentResult,
  document: { kind, transition: 'reverse' },
  handler: async (ctx, input, row, patch) => {
    const { today } = await company(ctx, row.companyId)
    await putOnGoods(ctx, row, await linesOf(ctx, row.id), input.postingDate ?? today, -1)
    patch({ reason: input.reason })
    ctx.emit('procurement.landed_cost.reversed', {
      document: kind.type,
      documentId: row.id,
      companyId: row.companyId,
      payload: { number: row.number, reason: input.reason },
    })
    return { id: row.id, number: row.number, status: 'reversed', version: row.version + 1 }
  },
})

export const cancelLandedCost = documentCommand({
  name: 'procurement.cancelLandedCost',
  permission: 'procurement.landed_cost.cancel',
  input: cancelLandedCostInput,
  output: documentResult,
  document: { kind, transition: 'cancel' },
  handler: async (_ctx, input, row, patch) => {
    patch({ reason: input.reason ?? null })
    return { id: row.id, number: row.number, status: 'cancelled', version: row.version + 1 }
  },
})
