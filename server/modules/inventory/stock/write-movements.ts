import type { Id } from '@/server/kernel/ids'
import { type Decimal, dec, plain, UNIT_PRICE_DIGITS } from '@/server/kernel/money'
import { type CompanySettings, postJournalEntry } from '@/server/modules/finance'
import type { CommandContext } from '@/server/platform/commands/context'
import type { Values } from './load-values'
import type { PostingHeader } from './movement'
import { type LedgerRow, unitCost, type ValuedMovement } from './value-movements'

/** Sends the statements that store moves, layers and valuations in one flight; balances follow by trigger. */
export function writeMovements(
  ctx: CommandContext,
  header: PostingHeader,
  valued: readonly ValuedMovement[],
  values: Values,
): Promise<unknown>[] {
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
      quantity: layer.quantity.toFixed(),
      value: layer.value.toFixed(),
    })),
  )
  if (layers.length > 0)
    sent.push(
      ctx.sql`
        insert into stock_layer (tenant_id, id, company_id, item_id, move_id, request_id, date, quantity, value)
        select ${ctx.tenantId}, n.id, ${header.companyId}, n.item_id, n.move_id, n.request_id, n.date, n.quantity, n.value
        from jsonb_to_recordset(${JSON.stringify(layers)}::text::jsonb) as n(id uuid, item_id uuid, move_id uuid, request_id uuid,
          date date, quantity numeric, value numeric)`.execute(),
    )
  sent.push(
    ...writeUses(
      ctx,
      header.companyId,
      valued.flatMap((v) => v.uses),
    ),
  )
  sent.push(writeValuations(ctx, header.companyId, values))
  return sent
}

function writeRows(ctx: CommandContext, header: PostingHeader, rows: readonly LedgerRow[]): Promise<unknown> {
  const data = rows.map((row) => ({
    id: row.id,
    request_id: row.requestId,
    kind: row.kind,
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
    insert into stock_move (tenant_id, id, company_id, request_id, kind, item_id, warehouse_id, bin_id, lot_id, posting_date,
      document_date, quantity, value, unit_cost, account_id, contra_account_id, original_request_id, reverses_request_id, demand_id,
      source_document, source_id, source_label, party_id, posted_by)
    select ${ctx.tenantId}, n.id, ${header.companyId}, n.request_id, n.kind, n.item_id, n.warehouse_id, n.bin_id, n.lot_id,
      ${header.postingDate}, ${header.documentDate}, n.quantity, n.value, n.unit_cost, n.account_id, n.contra_account_id,
      n.original_request_id, n.reverses_request_id, n.demand_id, ${source.document}, ${source.documentId}, ${source.label},
      n.party_id, ${ctx.actor.userId}
    from jsonb_to_recordset(${JSON.stringify(data)}::text::jsonb) as n(id uuid, request_id uuid, kind text, item_id uuid,
      warehouse_id uuid, bin_id uuid, lot_id uuid, quantity numeric, value numeric, unit_cost numeric, account_id uuid,
      contra_account_id uuid, original_request_id uuid, reverses_request_id uuid, demand_id uuid, party_id uuid)`.execute()
}

export function writeUses(
  ctx: CommandContext,
  companyId: Id,
  uses: readonly { layerId: Id; moveId: Id; quantity: Decimal; value: Decimal }[],
): Promise<unknown>[] {
  if (uses.length === 0) return []
  const data = uses.map((u) => ({
    layer_id: u.layerId,
    move_id: u.moveId,
    quantity: u.quantity.toFixed(),
    value: u.value.toFixed(),
  }))
  return [
    ctx.sql`
      insert into stock_layer_use (tenant_id, id, company_id, layer_id, move_id, quantity, value)
      select ${ctx.tenantId}, gen_random_uuid(), ${companyId}, n.layer_id, n.move_id, n.quantity, n.value
      from jsonb_to_recordset(${JSON.stringify(data)}::text::jsonb) as n(layer_id uuid, move_id uuid, quantity numeric, value numeric)`.execute(),
  ]
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
  }))
  return ctx.sql`
    update item_valuation v set quantity = n.quantity, value = n.value, transit_quantity = n.transit_quantity,
      transit_value = n.transit_value, last_cost = n.last_cost, last_receipt_cost = n.last_receipt_cost,
      standard_cost = coalesce(n.standard_cost, v.standard_cost)
    from jsonb_to_recordset(${JSON.stringify(data)}::text::jsonb) as n(item_id uuid, quantity numeric, value numeric,
      transit_quantity numeric, transit_value numeric, last_cost numeric, last_receipt_cost numeric, standard_cost numeric)
    where v.tenant_id = ${ctx.tenantId} and v.company_id = ${companyId} and v.item_id = n.item_id`.execute()
}

/** Posts what the rows did to the accounts, one line an account; rows without value post nothing. */
export async function postStockJournal(
  ctx: CommandContext,
  header: PostingHeader,
  company: CompanySettings,
  rows: readonly Pick<LedgerRow, 'value' | 'accountId' | 'contraAccountId' | 'postsContra'>[],
): Promise<void> {
  const sums = new Map<Id, Decimal>()
  const add = (accountId: Id, value: Decimal) => sums.set(accountId, value.plus(sums.get(accountId) ?? dec(0)))
  for (const row of rows) {
    add(row.accountId, row.value)
    if (row.postsContra) add(row.contraAccountId, row.value.negated())
  }
  const lines = [...sums]
    .filter(([, value]) => !value.isZero())
    .map(([accountId, value]) => ({ accountId, amount: plain(value), baseAmount: plain(value) }))
  if (lines.length === 0) return
  await postJournalEntry(ctx, {
    companyId: header.companyId,
    journal: 'stock',
    postingDate: header.postingDate,
    documentDate: header.documentDate,
    description: header.description,
    source: header.source,
    currency: company.baseCurrency,
    rate: '1',
    lines,
  })
}
