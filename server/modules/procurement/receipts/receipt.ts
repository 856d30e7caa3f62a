import { goodsReceipt, goodsReceiptLine } from '@/db/schema/procurement'
import { goodsReceiptMachine } from '@/server/contracts/procurement/receiving-machines'
import type { Id } from '@/server/kernel/ids'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { rowReader } from '@/server/platform/tenancy/rows'

export type ReceiptRow = RowOf<typeof goodsReceipt>
export type ReceiptLineRow = typeof goodsReceiptLine.$inferSelect
export type NewReceiptLine = Omit<typeof goodsReceiptLine.$inferInsert, 'tenantId' | 'receiptId'> & { id: Id }

export const goodsReceiptKind: DocumentKind<
  typeof goodsReceipt,
  (typeof goodsReceiptMachine.states)[number],
  keyof typeof goodsReceiptMachine.transitions
> = {
  type: 'goods_receipt',
  table: goodsReceipt,
  machine: goodsReceiptMachine,
  label: (row) => row.number,
  amount: (row) => row.value,
}

const readLines = rowReader(goodsReceiptLine, 'receipt_id = $2 order by position')
export const receiptLines = (ctx: QueryContext, id: Id): Promise<ReceiptLineRow[]> => readLines(ctx, id)

export const receiptResult = (row: ReceiptRow, status: string, heldLines = 0) => ({
  id: row.id,
  number: row.number,
  status,
  version: row.version + 1,
  heldLines,
})
