import type { z } from 'zod'
import type { stockCountView } from '@/server/contracts/inventory/document-views'

export type CountView = z.output<typeof stockCountView>
export type CountLine = CountView['lines'][number]

export type Match =
  | { readonly kind: 'bin'; readonly binId: string }
  | { readonly kind: 'line'; readonly line: CountLine }
  | { readonly kind: 'several'; readonly lines: readonly CountLine[] }
  | { readonly kind: 'none' }

/**
 * What a scanned or typed code means on a sheet: a bin; a lot; an item by barcode or code. Within the chosen bin first, then
 * anywhere; what is still open comes before what was counted.
 */
export function matchCode(
  code: string,
  lines: readonly CountLine[],
  bins: readonly { readonly value: string; readonly label: string }[],
  binId: string | null,
): Match {
  const wanted = code.trim().toLocaleLowerCase()
  const bin = bins.find((b) => b.label.toLocaleLowerCase() === wanted)
  if (bin) return { kind: 'bin', binId: bin.value }
  const names = (line: CountLine) => [line.itemCode, line.lot ?? '', ...line.barcodes].map((n) => n.toLocaleLowerCase())
  const found = lines.filter((line) => names(line).includes(wanted))
  const here = found.filter((line) => line.binId === binId)
  const best = here.length > 0 ? here : found
  const open = best.filter((line) => line.counted === null)
  const [first, ...others] = open.length > 0 ? open : best
  if (!first) return { kind: 'none' }
  return others.length === 0 ? { kind: 'line', line: first } : { kind: 'several', lines: [first, ...others] }
}

/** The next line that was not counted, in the order of the sheet, after this one and then from the top. */
export function nextOpen(lines: readonly CountLine[], after: string): CountLine | null {
  const at = lines.findIndex((line) => line.id === after)
  const order = [...lines.slice(at + 1), ...lines.slice(0, Math.max(at, 0))]
  return order.find((line) => line.counted === null) ?? null
}
