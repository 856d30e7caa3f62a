import type { Id } from '@/server/kernel/ids'
import type { Decimal } from '@/server/kernel/money'
import type { CommandContext } from '@/server/platform/commands/context'

/** Takes from layers (negative = gives back); what is left of them follows by trigger. */
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
