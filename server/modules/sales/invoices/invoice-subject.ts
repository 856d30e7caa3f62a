import type { Id } from '@/server/kernel/ids'
import type { QueryContext } from '@/server/platform/commands/context'
import type { RuleSubject } from '@/server/platform/rules/subject'
import { salesSubject } from '../facts/sales-subject'
import type { Bill } from './invoice'

/**
 * The facts of a bill about to be posted: prices are checked again, by the rules and costs of that moment. Lines are known by
 * their order line, so that an override given for one holds when the bill is tried again; `documentId` is what the caller sees.
 */
export const invoiceSubject = (
  ctx: QueryContext,
  bill: Bill,
  documentId: Id,
  label: string | null,
): Promise<RuleSubject> =>
  salesSubject(ctx, {
    document: 'customer_invoice',
    documentId,
    companyId: bill.companyId,
    label,
    trigger: 'post',
    customerId: bill.customerId,
    currency: bill.currency,
    baseNet: bill.amounts.baseNet,
    baseGross: bill.amounts.baseGross,
    // What is billed leaves the orders' exposure as it becomes a receivable.
    exposure: bill.amounts.baseGross,
    lines: bill.lines
      .filter((l) => l.kind !== 'free')
      .map((l) => {
        const a = bill.amounts.lines.get(l.id)
        return {
          id: l.orderLineId ?? l.id,
          itemId: l.itemId,
          description: l.description,
          kind: l.kind,
          quantity: l.unitQuantity,
          unitFactor: l.unitFactor,
          unitPrice: l.unitPrice,
          listPrice: l.listPrice,
          discountPercent: l.discountPercent,
          documentDiscount: l.documentDiscount,
          net: a?.net ?? '0',
          baseNet: a?.baseNet ?? '0',
        }
      }),
  })
