import { and, asc, eq } from 'drizzle-orm'
import { landedCost, landedCostCharge, landedCostLine } from '@/db/schema/procurement'
import { landedCostMachine } from '@/server/contracts/procurement/receiving-machines'
import { conflict } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, plain, sum, toBase, toFixed, ZERO } from '@/server/kernel/money'
import type { CompanySettings } from '@/server/modules/finance'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { type Bearer, type ShareMethod, shareCost } from './share.rules'

export type LandedCostRow = RowOf<typeof landedCost>
export type LandedCostLineRow = typeof landedCostLine.$inferSelect

export const landedCostKind: DocumentKind<
  typeof landedCost,
  (typeof landedCostMachine.states)[number],
  keyof typeof landedCostMachine.transitions
> = {
  type: 'landed_cost',
  table: landedCost,
  machine: landedCostMachine,
  label: (row) => row.number,
  amount: (row) => row.baseAmount,
}

export interface Charge {
  readonly kind: 'freight' | 'duty' | 'insurance' | 'other'
  readonly description: string | null
  readonly method: ShareMethod
  /** In the document's currency. */
  readonly amount: DecimalString
}

export interface BearingLine extends Bearer {
  readonly receiptId: Id
  readonly receiptNumber: string
  readonly itemId: Id
  readonly itemCode: string
  readonly description: string
}

/**
 * Stocked lines of posted receipts of the company, with what of them was not sent back. Errors: procurement.nothing_to_bear (none, or one
 * that is not there).
 */
export async function bearers(
  ctx: QueryContext,
  companyId: Id,
  asked: { receiptIds: readonly Id[]; receiptLineIds: readonly Id[] },
): Promise<BearingLine[]> {
  const rows = await ctx.sql<BearingLine[]>`
    select l.id, l.receipt_id as "receiptId", h.number as "receiptNumber", l.item_id as "itemId", i.code as "itemCode", l.description,
      l.quantity - l.returned_quantity as quantity, i.weight_kg as "weightKg", i.volume_m3 as "volumeM3",
      round(l.base_cost * (l.quantity - l.returned_quantity) / l.quantity, 4) as value
    from goods_receipt_line l
    join goods_receipt h on h.tenant_id = l.tenant_id and h.id = l.receipt_id and h.status = 'posted' and not h.historical
    join item i on i.tenant_id = l.tenant_id and i.id = l.item_id
    where l.tenant_id = ${ctx.tenantId} and l.company_id = ${companyId} and l.stocked and l.quantity > l.returned_quantity
      and (l.receipt_id = any(${[...asked.receiptIds]}::uuid[]) or l.id = any(${[...asked.receiptLineIds]}::uuid[]))
    order by h.posting_date, l.receipt_id, l.position`
  const found = new Set(rows.flatMap((r) => [r.id, r.receiptId]))
  if (rows.length === 0 || [...asked.receiptIds, ...asked.receiptLineIds].some((id) => !found.has(id)))
    throw conflict('procurement.nothing_to_bear')
  return rows.map((r) => ({ ...r }))
}

export interface Shared {
  readonly amount: DecimalString
  readonly baseAmount: DecimalString
  readonly baseAmounts: readonly DecimalString[]
  /** Of all charges together, by receipt line; base currency. */
  readonly shares: ReadonlyMap<Id, Decimal>
}

/** Spreads every charge by its method; the shares add up to the cost in base currency. Errors: procurement.no_weight, .no_volume. */
export function shareCharges(
  charges: readonly Charge[],
  lines: readonly BearingLine[],
  rate: DecimalString,
  settings: CompanySettings,
): Shared {
  const bases = toBase(
    charges.map((c) => c.amount),
    rate,
    settings.digits,
  )
  const shares = new Map<Id, Decimal>(lines.map((l) => [l.id, ZERO]))
  charges.forEach((charge, i) => {
    const made = shareCost(plain(bases[i] ?? ZERO), charge.method, lines, settings.digits)
    if ('missing' in made) {
      const item = lines.find((l) => l.id === made.missing)?.itemCode ?? ''
      throw conflict(charge.method === 'weight' ? 'procurement.no_weight' : 'procurement.no_volume', { item })
    }
    for (const [id, share] of made.shares) shares.set(id, (shares.get(id) ?? ZERO).plus(share))
  })
  return {
    amount: plain(sum(charges.map((c) => c.amount))),
    baseAmount: toFixed(sum(bases), settings.digits),
    baseAmounts: bases.map((b) => toFixed(b, settings.digits)),
    shares,
  }
}

export const bearerOf = (line: BearingLine, share: Decimal | undefined, digits: number) => ({
  receiptLineId: line.id,
  receiptId: line.receiptId,
  receiptNumber: line.receiptNumber,
  itemId: line.itemId,
  itemCode: line.itemCode,
  description: line.description,
  quantity: plain(line.quantity),
  value: toFixed(line.value, digits),
  share: toFixed(share ?? ZERO, digits),
})

export const chargeRows = (landedCostId: Id, companyId: Id, charges: readonly Charge[], shared: Shared) =>
  charges.map((c, i) => ({
    id: newId(),
    companyId,
    landedCostId,
    position: i + 1,
    kind: c.kind,
    description: c.description,
    method: c.method,
    amount: plain(dec(c.amount)),
    baseAmount: shared.baseAmounts[i] ?? '0',
  }))

export const chargesOf = (ctx: QueryContext, id: Id): Promise<(typeof landedCostCharge.$inferSelect)[]> =>
  ctx.tx
    .select()
    .from(landedCostCharge)
    .where(and(eq(landedCostCharge.tenantId, ctx.tenantId), eq(landedCostCharge.landedCostId, id)))
    .orderBy(asc(landedCostCharge.position))
    .then((rows) => rows)

export const linesOf = (ctx: QueryContext, id: Id): Promise<LandedCostLineRow[]> =>
  ctx.tx
    .select()
    .from(landedCostLine)
    .where(and(eq(landedCostLine.tenantId, ctx.tenantId), eq(landedCostLine.landedCostId, id)))
    .orderBy(asc(landedCostLine.position))
    .then((rows) => rows)
