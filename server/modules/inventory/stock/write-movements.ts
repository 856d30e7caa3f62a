import type { Id } from '@/server/kernel/ids'
import { UNIT_PRICE_DIGITS } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import type { Values } from './load-values'
import type { PostingHeader } from './movement'
import { checkpoints } from './past'
import type { Recosted } from './recost'
import { type LedgerRow, unitCost, type ValuedMovement } from './value-movements'
import { writeRecosts } from './write-recost'
import { writeUses } from './write-uses'

/** Sends the statements that store moves, layers and valuations in one flight; balances follow by trigger. */
export function writeMovements(
  ctx: CommandContext,
  header: PostingHeader,
  valued: readonly ValuedMovement[],
  values: Values,
  recosted: Recosted,
): Promise<unknown>[] {
  const again = new Set(recosted.recosts.map((r) => r.itemId))
  const sent = [
    writeRows(
      ctx,
      header,
      valued.flatMap((v) => v.rows),
    ),
  ]
  const layers = valued.flatMap((v) =>
    v.layers.map(({ layer, moveId }) => ({
      id: layer.id,
      item_id: v.movement.item.id,
      move_id: moveId,
      request_id: layer.requestId,
      date: layer.date,
      sequence: layer.sequence,
      quantity: layer.quantity.toFixed(),
      value: layer.value.toFixed(),
    })),
  )
  if (layers.length > 0)
    sent.push(
      ctx.sql`
        insert into stock_layer (tenant_id, id, company_id, item_id, move_id, request_id, date, sequence, quantity, value)
        select ${ctx.tenantId}, n.id, ${header.companyId}, n.item_id, n.move_id, n.request_id, n.date, n.sequence, n.quantity, n.value
        from jsonb_to_recordset(${JSON.stringify(layers)}::text::jsonb) as n(id uuid, item_id uuid, move_id uuid, request_id uuid,
          date date, sequence bigint, quantity numeric, value numeric)`.execute(),
    )
  sent.push(
    ...writeUses(
      ctx,
      header.companyId,
      // What is taken from layers in the past is not what is left of them today; the replay says that.
      valued.filter((v) => !again.has(v.movement.item.id)).flatMap((v) => v.uses),
    ),
    ...writeRecosts(ctx, header, recosted),
  )
  sent.push(writeValuations(ctx, header.companyId, values), ...keepCheckpoints(ctx, header.companyId, values))
  return sent
}

function writeRows(ctx: CommandContext, header: PostingHeader, rows: readonly LedgerRow[]): Promise<unknown> {
  const data = rows.map((row) => ({
    id: row.id,
    request_id: row.requestId,
    kind: row.kind,
    sequence: row.sequence,
    cost_from: row.movement.costFrom,
    item_id: row.itemId,
    warehouse_id: row.warehouseId,
    bin_id: row.binId,
    lot_id: row.lotId,
    quantity: row.quantity.toFixed(),
    value: row.value.toFixed(),
    unit_cost: unitCost(row.value, row.quantity),
    account_id: row.accountId,
    contra_account_id: row.contraAccountId,
    original_request_id: row.movement.originalRequestId,
    reverses_request_id: row.movement.reversesRequestId,
    demand_id: row.movement.demandId,
    party_id: row.movement.partyId,
  }))
  const { source } = header
  return ctx.sql`
    insert into stock_move (tenant_id, id, company_id, request_id, kind, sequence, cost_from, item_id, warehouse_id, bin_id, lot_id, posting_date,
      document_date, quantity, value, unit_cost, account_id, contra_account_id, original_request_id, reverses_request_id, demand_id,
      source_document, source_id, source_label, party_id, posted_by)
    select ${ctx.tenantId}, n.id, ${header.companyId}, n.request_id, n.kind, n.sequence, n.cost_from, n.item_id, n.warehouse_id, n.bin_id, n.lot_id,
      ${header.postingDate}, ${header.documentDate}, n.quantity, n.value, n.unit_cost, n.account_id, n.contra_account_id,
      n.original_request_id, n.reverses_request_id, n.demand_id, ${source.document}, ${source.documentId}, ${source.label},
      n.party_id, ${ctx.actor.userId}
    from jsonb_to_recordset(${JSON.stringify(data)}::text::jsonb) as n(id uuid, request_id uuid, kind text, sequence bigint, cost_from text, item_id uuid,
      warehouse_id uuid, bin_id uuid, lot_id uuid, quantity numeric, value numeric, unit_cost numeric, account_id uuid,
      contra_account_id uuid, original_request_id uuid, reverses_request_id uuid, demand_id uuid, party_id uuid)`.execute()
}

export function writeValuations(ctx: CommandContext, companyId: Id, values: Values): Promise<unknown> {
  const data = [...values.byItem.values()].map((v) => ({
    item_id: v.itemId,
    quantity: v.state.quantity.toFixed(),
    value: v.state.value.toFixed(),
    transit_quantity: v.transitQuantity.toFixed(),
    transit_value: v.transitValue.toFixed(),
    last_cost: v.state.lastCost.toFixed(UNIT_PRICE_DIGITS),
    last_receipt_cost: v.lastReceiptCost,
    standard_cost: v.state.method === 'standard' ? v.state.standardCost.toFixed() : null,
    origin_cost: v.sequence > 0 ? v.originCost.toFixed() : null,
    sequence: v.sequence,
    last_date: v.lastDate,
    checkpoint_sequence: v.checkpointSequence,
  }))
  return ctx.sql`
    update item_valuation v set quantity = n.quantity, value = n.value, transit_quantity = n.transit_quantity,
      transit_value = n.transit_value, last_cost = n.last_cost, last_receipt_cost = n.last_receipt_cost,
      standard_cost = coalesce(n.standard_cost, v.standard_cost), origin_cost = coalesce(v.origin_cost, n.origin_cost),
      sequence = n.sequence, last_date = n.last_date, checkpoint_sequence = n.checkpoint_sequence
    from jsonb_to_recordset(${JSON.stringify(data)}::text::jsonb) as n(item_id uuid, quantity numeric, value numeric,
      transit_quantity numeric, transit_value numeric, last_cost numeric, last_receipt_cost numeric, standard_cost numeric,
      origin_cost numeric, sequence bigint, last_date date, checkpoint_sequence bigint)
    where v.tenant_id = ${ctx.tenantId} and v.company_id = ${companyId}
      and v.item_id = any(${data.map((row) => row.item_id)}::uuid[]) and v.item_id = n.item_id`.execute()
}

/**
 * Keeps the state of items that have moved far enough since the last time, as the tables have it after this posting. Not of an item
 * with more open layers than moves since: keeping them would cost more than replaying.
 */
export function keepCheckpoints(ctx: CommandContext, companyId: Id, values: Values): Promise<unknown>[] {
  const far = [...values.byItem.values()].filter((v) => v.sequence - v.checkpointSequence >= checkpoints.every)
  if (far.length === 0) return []
  return [
    ctx.sql`
      with kept as (
        insert into stock_checkpoint (tenant_id, id, company_id, item_id, posting_date, sequence, quantity, value, last_cost,
          last_receipt_cost, standard_cost, layers)
        select v.tenant_id, gen_random_uuid(), v.company_id, v.item_id, m.posting_date, m.sequence, v.quantity, v.value, v.last_cost,
          v.last_receipt_cost, v.standard_cost, l.layers
        from item_valuation v
        join lateral (select s.posting_date, s.sequence from stock_move s
          where s.tenant_id = v.tenant_id and s.company_id = v.company_id and s.item_id = v.item_id and s.sequence > 0
          order by s.posting_date desc, s.sequence desc limit 1) m on true
        join lateral (select count(*) as open, coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'requestId', b.request_id,
            'date', b.date, 'sequence', b.sequence, 'quantity', b.quantity::text, 'value', b.value::text)
            order by b.date, b.sequence), '[]') as layers
          from stock_layer_balance b where b.tenant_id = v.tenant_id and b.company_id = v.company_id and b.item_id = v.item_id
            and b.quantity > 0) l on true
        where v.tenant_id = ${ctx.tenantId} and v.company_id = ${companyId} and v.item_id = any(${far.map((v) => v.itemId)}::uuid[])
          and l.open <= v.sequence - v.checkpoint_sequence
        on conflict (tenant_id, company_id, item_id, posting_date, sequence) do nothing
        returning item_id, sequence)
      update item_valuation v set checkpoint_sequence = v.sequence from kept k
      where v.tenant_id = ${ctx.tenantId} and v.company_id = ${companyId} and v.item_id = k.item_id`.execute(),
  ]
}
