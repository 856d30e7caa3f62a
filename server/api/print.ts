import '@/server/composition'
import type { Locale } from '@/server/contracts/platform/locale'
import { printedPurchases, printPurchase } from '@/server/modules/procurement'
import { printedDocuments, printSalesDocument } from '@/server/modules/sales'
import type { Call } from '@/server/platform/commands/runner'

/** A document as PDF in the language asked for; undefined when such documents are not printed. */
export function printDocument(
  document: string,
  id: string,
  locale: Locale,
  call: Call,
): Promise<{ name: string; body: Buffer }> | undefined {
  const sold = printedDocuments.find((d) => d === document)
  if (sold) return printSalesDocument(sold, id, locale, call)
  const bought = printedPurchases.find((d) => d === document)
  return bought && printPurchase(bought, id, locale, call)
}
