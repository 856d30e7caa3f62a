import type { Id } from '@/server/kernel/ids'
import { type Decimal, type DecimalString, dec, ZERO } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import { addClaim, type Claims } from '../valuation/claims.rules'

export interface ClaimRow {
  requestId: Id
  itemId: Id
  lotId: Id | null
  quantity: DecimalString
  value: DecimalString
  originalRequestId: Id | null
  reversesRequestId: Id | null
  /** What became of its cost since, without what is owed to somebody else than the contra account. */
  changed: DecimalString
}

/** Earlier moves, and all that took something of them back, in their order. */
export async function claimRows(ctx: QueryContext, requests: readonly Id[]): Promise<ClaimRow[]> {
  if (requests.length === 0) return []
  return ctx.sql<ClaimRow[]>`
    select m.request_id as "requestId", m.item_id as "itemId", m.lot_id as "lotId", m.quantity, m.value,
      m.original_request_id as "originalRequestId", m.reverses_request_id as "reversesRequestId",
      coalesce(c.goods + c.adjusted_same, 0) as changed
    from (select id from stock_move where tenant_id = ${ctx.tenantId} and request_id = any(${[...requests]}::uuid[])
          union select id from stock_move where tenant_id = ${ctx.tenantId} and original_request_id = any(${[...requests]}::uuid[])
          union select id from stock_move where tenant_id = ${ctx.tenantId} and reverses_request_id = any(${[...requests]}::uuid[])) k
    join stock_move m on m.tenant_id = ${ctx.tenantId} and m.id = k.id
    join warehouse w on w.tenant_id = m.tenant_id and w.id = m.warehouse_id
    left join stock_move_cost c on c.tenant_id = m.tenant_id and c.request_id = m.request_id
    where m.quantity <> 0 and m.sequence > 0 and (w.kind <> 'transit' or m.kind not in ('transfer_out', 'transfer_in'))
    order by m.posting_date, m.sequence, m.id`
}

/**
 * What of these moves has not come back yet, by lot, at what they cost by now. Moves that `except` names are left out of what came
 * back: they are played again. A request that does not exist is absent.
 */
export function claimsOf(
  rows: readonly ClaimRow[],
  requests: readonly Id[],
  digits: number,
  except: ReadonlySet<Id> = new Set(),
): Claims {
  const claims: Claims = new Map()
  const wanted = new Set(requests)
  const groups = new Map<Id, ClaimRow[]>()
  for (const row of rows) {
    const group = groups.get(row.requestId)
    if (group) group.push(row)
    else groups.set(row.requestId, [row])
  }
  for (const [requestId, group] of groups) {
    const parts = group.map((r) => ({ lotId: r.lotId, quantity: dec(r.quantity) }))
    const value = group.reduce((total: Decimal, r) => total.plus(r.value), ZERO).plus(group[0]?.changed ?? 0)
    if (wanted.has(requestId)) addClaim(claims, requestId, parts, value, digits)
    if (except.has(requestId)) continue
    for (const link of [group[0]?.originalRequestId, group[0]?.reversesRequestId])
      if (link && wanted.has(link)) addClaim(claims, link, parts, value, digits)
  }
  return claims
}
