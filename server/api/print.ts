import '@/server/composition'
import type { Locale } from '@/server/contracts/platform/locale'
import { printedStock, printStock } from '@/server/modules/inventory'
import { printedPurchases, printPurchase } from '@/server/modules/procurement'
import { printedDocuments, printSalesDocument } from '@/server/modules/sales'
import type { Call } from '@/server/platform/commands/runner'

/** Documents of one kind as one PDF in the language asked for; undefined when such documents are not printed. */
export function printDocument(
  document: string,
  ids: readonly string[],
  locale: Locale,
  call: Call,
): Promise<{ name: string; body: Buffer }> | undefined {
  const sold = printedDocuments.find((d) => d === document)
  if (sold) return printSalesDocument(sold, ids, locale, call)
  const bought = printedPurchases.find((d) => d === document)
  if (bought) return printPurchase(bought, ids, locale, call)
  const stored = printedStock.find((d) => d === document)
  return stored && printStock(stored, ids, locale, call)
}
