import type { Id } from '@/server/kernel/ids'
import type { DecimalString } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'
import { ordersChange } from './order'

/** What happened to an order line, as differences. Quantities in the stock unit, `billedNet` in the order's currency. */
export interface OrderLineProgress {
  readonly id: Id
  readonly received?: DecimalString
  readonly returned?: DecimalString
  readonly rejected?: DecimalString
  readonly held?: DecimalString
  readonly billed?: DecimalString
  readonly billedNet?: DecimalString
  readonly short?: DecimalString
}

/** Adds differences to the progress of any number of locked order lines with one statement, sent without waiting. */
export function advanceOrderLines(ctx: CommandContext, changes: readonly OrderLineProgress[]): void {
  if (changes.length === 0) return
  ordersChange(ctx)
  const rows = changes.map((c) => ({
    id: c.id,
    received: c.received ?? '0',
    returned: c.returned ?? '0',
    rejected: c.rejected ?? '0',
    held: c.held ?? '0',
    billed: c.billed ?? '0',
    net: c.billedNet ?? '0',
    short: c.short ?? '0',
  }))
  ctx.send(ctx.sql`
    update purchase_order_line l set
      received_quantity = l.received_quantity + c.received,
      returned_quantity = l.returned_quantity + c.returned,
      rejected_quantity = l.rejected_quantity + c.rejected,
      held_quantity = l.held_quantity + c.held,
      billed_quantity = l.billed_quantity + c.billed,
      billed_net = l.billed_net + c.net,
      short_quantity = least(greatest(l.short_quantity + c.short, 0), l.stock_quantity)
    from (select id, sum(received) as received, sum(returned) as returned, sum(rejected) as rejected, sum(held) as held,
        sum(billed) as billed, sum(net) as net, sum(short) as short
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(id uuid, received numeric, returned numeric, rejected numeric,
        held numeric, billed numeric, net numeric, short numeric) group by id) c
    where l.tenant_id = ${ctx.tenantId} and l.id = c.id`)
}
