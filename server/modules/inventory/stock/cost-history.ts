import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { query } from '@/server/platform/commands/command'

const month = z.object({ month: z.string(), quantity: z.string(), unitCost: z.string(), receipts: z.int() })

/** What an item cost on average when it came in, month by month, the latest 24 months with receipts. Base currency per stock unit. */
export const itemCostHistory = query({
  name: 'inventory.itemCostHistory',
  permission: 'inventory.valuation.read',
  input: z.strictObject({ companyId: idField, itemId: idField }),
  output: z.object({ months: z.array(month) }),
  handler: async (ctx, { companyId, itemId }) => {
    const months = await ctx.sql<z.input<typeof month>[]>`
      select to_char(m.posting_date, 'YYYY-MM') as month, trim_scale(sum(m.quantity))::text as quantity,
        trim_scale(round(sum(m.value) / sum(m.quantity), 6))::text as "unitCost", count(*)::int as receipts
      from stock_move m
      where m.tenant_id = ${ctx.tenantId} and m.company_id = ${companyId} and m.item_id = ${itemId}
        and m.kind in ('receipt', 'opening') and m.quantity > 0 and m.reverses_request_id is null
      group by 1 having sum(m.quantity) <> 0 order by 1 desc limit 24`
    return { months: [...months].reverse() }
  },
})
