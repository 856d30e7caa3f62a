import { salesReturnLine } from '@/db/schema/sales'
import { documentResult } from '@/server/contracts/sales/common'
import { receiveSalesReturnInput } from '@/server/contracts/sales/sales-return'
import { conflict, validation } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { dec, plain } from '@/server/kernel/money'
import { company } from '@/server/modules/finance'
import { postMoves } from '@/server/modules/inventory'
import { documentCommand } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { updateRows } from '@/server/platform/tenancy/bulk'
import { advanceLines, lockOrders } from '../orders/line-progress'
import { customerOf, refreshOrders } from '../orders/order'
import { recogniseMoved } from '../revenue/recognise'
import { type ReturnLineRow, type ReturnRow, returnLines, returnResult, salesReturnKind } from './return'

type Received = ReturnLineRow & { receivedQuantity: string }

/** Unit costs of lines of historical deliveries: no stock move of theirs is there to take the cost from. */
async function historicCosts(ctx: CommandContext, lines: readonly Received[]): Promise<Map<string, string>> {
  const rows = await ctx.sql<{ id: string; cost: string }[]>`
    select l.id, round(coalesce(l.cost, 0) / l.quantity, 6)::text as cost
    from delivery_line l join delivery d on d.tenant_id = l.tenant_id and d.id = l.delivery_id and d.historical
    where l.tenant_id = ${ctx.tenantId} and l.id = any(${lines.map((l) => l.deliveryLineId)}::uuid[]) and l.quantity > 0`
  return new Map(rows.map((r) => [r.id, r.cost]))
}

/** The goods come in at the cost they left at; what is scrapped leaves again as a loss. */
async function bringBack(ctx: CommandContext, row: ReturnRow, lines: readonly Received[], postingDate: string) {
  const source = { document: 'sales_return', documentId: row.id, label: row.number }
  const common = {
    companyId: row.companyId,
    postingDate,
    documentDate: row.documentDate,
    source,
    description: row.customerName,
  }
  const historic = await historicCosts(ctx, lines)
  const results = await postMoves(ctx, {
    ...common,
    kind: 'customer_return',
    moves: lines.map((l) => ({
      id: l.id,
      itemId: l.itemId,
      warehouseId: l.warehouseId,
      binId: l.binId,
      lotId: l.lotId,
      quantity: l.receivedQuantity,
      ...(historic.has(l.deliveryLineId)
        ? { unitCost: historic.get(l.deliveryLineId) ?? '0' }
        : { originalMoveId: l.deliveryLineId }),
      partyId: row.partyId,
    })),
  })
  const scrapped = lines.filter((l) => l.disposition === 'scrap')
  if (scrapped.length > 0)
    await postMoves(ctx, {
      ...common,
      kind: 'scrap',
      moves: scrapped.map((l) => {
        const place = results.find((r) => r.moveId === l.id)?.places[0]
        return {
          id: newId(),
          itemId: l.itemId,
          warehouseId: l.warehouseId,
          binId: place?.binId ?? l.binId,
          lotId: place?.lotId ?? l.lotId,
          quantity: l.receivedQuantity,
        }
      }),
    })
  return new Map(results.map((r) => [r.moveId, r.value]))
}

/** Takes the goods in: stock at the cost of their issue, order and delivery lines know what came back. */
export const receiveSalesReturn = documentCommand({
  name: 'sales.receiveSalesReturn',
  permission: 'sales.sales_return.receive',
  input: receiveSalesReturnInput,
  output: documentResult,
  document: { kind: salesReturnKind, transition: 'receive' },
  handler: async (ctx, input, row, patch) => {
    const lines = await returnLines(ctx, row.id)
    const given = new Map(input.lines.map((l) => [l.id, l.quantity]))
    input.lines.forEach((l, i) => {
      const line = lines.find((r) => r.id === l.id)
      if (!line) throw validation('sales.unknown_line', `lines.${i}.id`)
      if (dec(l.quantity).greaterThan(line.quantity))
        throw conflict('sales.over_returned', { item: line.description, left: plain(line.quantity) })
    })
    const received = lines
      .map((l) => ({ ...l, receivedQuantity: given.get(l.id) ?? l.quantity }))
      .filter((l) => dec(l.receivedQuantity).greaterThan(0))
    if (received.length === 0) throw conflict('sales.nothing_received')
    const orderIds = (
      await ctx.sql<{ id: string }[]>`
        select distinct order_id as id from delivery_line
        where tenant_id = ${ctx.tenantId} and id = any(${received.map((l) => l.deliveryLineId)}::uuid[])`
    ).map((r) => r.id)
    await lockOrders(ctx, orderIds)
    const { today } = await company(ctx, row.companyId)
    const postingDate = input.postingDate ?? today
    const values = await bringBack(ctx, row, received, postingDate)
    const back = received.map((l) => ({ id: l.deliveryLineId, quantity: l.receivedQuantity }))
    await Promise.all([
      updateRows(
        ctx,
        salesReturnLine,
        received.map((l) => ({ id: l.id, receivedQuantity: l.receivedQuantity, cost: values.get(l.id) ?? null })),
      ),
      ctx.sql`
        update delivery_line d set returned_quantity = d.returned_quantity + r.quantity
        from (select id, sum(quantity) as quantity
              from jsonb_to_recordset(${JSON.stringify(back)}::text::jsonb) as x(id uuid, quantity numeric) group by id) r
        where d.tenant_id = ${ctx.tenantId} and d.id = r.id`.execute(),
      advanceLines(
        ctx,
        received.map((l) => ({ id: l.orderLineId, returned: l.receivedQuantity })),
      ),
    ])
    await refreshOrders(ctx, row.companyId, orderIds)
    await recogniseMoved(ctx, {
      companyId: row.companyId,
      lineIds: received.map((l) => l.orderLineId),
      postingDate,
      documentDate: row.documentDate,
      description: row.customerName,
      source: { document: 'sales_return', documentId: row.id, label: row.number },
      counter: 'sales_returns',
    })
    patch({ receivedOn: postingDate })
    ctx.emit('sales.sales_return.received', {
      document: 'sales_return',
      documentId: row.id,
      companyId: row.companyId,
      payload: { ...customerOf(row), number: row.number },
    })
    return returnResult(row, 'received')
  },
})
