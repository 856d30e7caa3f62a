import type { Locale } from '@/server/contracts/platform/locale'
import type { Id } from '@/server/kernel/ids'
import { type Call, runQuery } from '@/server/platform/commands/runner'
import { type Paper, paperName, renderPapers } from '@/server/platform/print/paper'
import { wordsFor } from '@/server/platform/print/words'
import { getStockAdjustment } from '../adjustment/stock-adjustment.queries'
import { getStockCount } from '../count/stock-count.queries'
import { getStockTransfer } from '../transfer/stock-transfer.queries'
import { letterhead } from './letterhead'
import { stockAdjustmentPaper, stockCountPaper, stockTransferPaper } from './papers'

export const printedStock = ['stock_transfer', 'stock_count', 'stock_adjustment'] as const
export type PrintedStock = (typeof printedStock)[number]

/** Documents of the warehouse of one kind as one PDF in the language asked for; who may not read one gets the refusal of its page. */
export async function printStock(
  document: PrintedStock,
  ids: readonly Id[],
  locale: Locale,
  call: Call,
): Promise<{ name: string; body: Buffer }> {
  const words = wordsFor(locale)
  const head = (companyId: string) => letterhead(call, companyId, null, words)
  const papers: Record<PrintedStock, (id: Id) => Promise<Paper>> = {
    stock_transfer: async (id) => {
      const transfer = await runQuery(getStockTransfer, { id }, call)
      return stockTransferPaper(transfer, await head(transfer.companyId), words)
    },
    stock_count: async (id) => {
      const count = await runQuery(getStockCount, { id }, call)
      return stockCountPaper(count, await head(count.companyId), words)
    },
    stock_adjustment: async (id) => {
      const adjustment = await runQuery(getStockAdjustment, { id }, call)
      return stockAdjustmentPaper(adjustment, await head(adjustment.companyId), words)
    },
  }
  const made: Paper[] = []
  for (const id of ids) made.push(await papers[document](id))
  return { name: paperName(made), body: await renderPapers(made, words) }
}
