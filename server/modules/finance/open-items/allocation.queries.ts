import type { z } from 'zod'
import { allocationsInput, allocationsOut } from '@/server/contracts/finance/allocation'
import { query } from '@/server/platform/commands/command'

/** The allocations of a document's open items that stand, the latest first; what was taken back is left out with its reversal. */
export const allocationsOfDocument = query({
  name: 'finance.allocationsOfDocument',
  permission: 'finance.open_item.read',
  input: allocationsInput,
  output: allocationsOut,
  handler: async (ctx, { sourceDocumentId }) => {
    const rows = await ctx.sql<z.input<typeof allocationsOut>['allocations']>`
      select a.id, a.date, trim_scale(a.amount) as amount, own.currency, own.number as "ownNumber", other.number as "otherNumber",
        other.kind as "otherKind", other.source_document as "otherDocument", other.source_document_id as "otherDocumentId",
        a.payment_id as "paymentId",
        a.payment_id is not null and exists (select 1 from payment_line p where p.tenant_id = a.tenant_id and p.payment_id = a.payment_id
          and p.open_item_id in (a.debit_item_id, a.credit_item_id) and p.discount + p.write_off > 0) as adjusted
      from open_item own
      join allocation a on a.tenant_id = own.tenant_id and own.id in (a.debit_item_id, a.credit_item_id)
      join open_item other on other.tenant_id = a.tenant_id
        and other.id = case when own.id = a.debit_item_id then a.credit_item_id else a.debit_item_id end
      where own.tenant_id = ${ctx.tenantId} and own.source_document_id = ${sourceDocumentId} and a.reverses_id is null
        and not exists (select 1 from allocation r where r.tenant_id = a.tenant_id and r.reverses_id = a.id)
      order by a.date desc, a.id desc limit 500`
    return { allocations: [...rows] }
  },
})
