import { type FieldIssue, invalid } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { type DecimalString, dec, plain, round } from '@/server/kernel/money'
import { items as itemsOf } from '@/server/modules/inventory'
import type { QueryContext } from '@/server/platform/commands/context'

interface Given {
  readonly id?: Id | undefined
  readonly kind: 'item' | 'service'
  readonly itemId?: Id | null | undefined
  readonly description: string | null
  readonly unitId?: Id | null | undefined
  readonly quantity: DecimalString
}
export interface Wanted {
  readonly id: Id
  readonly kind: 'item' | 'service'
  readonly itemId: Id | null
  readonly description: string
  readonly unitId: Id | null
  readonly unitFactor: DecimalString
  readonly quantity: DecimalString
  readonly stockQuantity: DecimalString
}

/** What is asked for or offered, with item and unit resolved; refuses what cannot be bought. */
export async function wantedLines<L extends Given>(
  ctx: QueryContext,
  lines: readonly L[],
): Promise<(Wanted & { input: L })[]> {
  const items = await itemsOf(ctx, [...new Set(lines.flatMap((l) => l.itemId ?? []))])
  const issues: FieldIssue[] = []
  const seen = new Set<Id>()
  const made = lines.map((line, i) => {
    const at = (field: string) => `lines.${i}.${field}`
    const item = line.itemId ? (items.get(line.itemId) ?? null) : null
    if (line.id && seen.has(line.id)) issues.push({ path: at('id'), code: 'procurement.duplicate_line' })
    if (line.id) seen.add(line.id)
    if (line.kind === 'item' && !item) issues.push({ path: at('itemId'), code: 'procurement.unknown_item' })
    if (!item && line.kind === 'service' && !line.description)
      issues.push({ path: at('description'), code: 'validation.required' })
    if (item?.kind === 'kit')
      issues.push({ path: at('itemId'), code: 'procurement.kit_not_bought', params: { item: item.code } })
    const unitId = item ? (line.unitId ?? item.purchaseUnitId) : null
    const unit = item?.units.find((u) => u.unitId === unitId)
    if (item && !unit)
      issues.push({ path: at('unitId'), code: 'procurement.unknown_unit', params: { item: item.code } })
    if (unit && !round(line.quantity, unit.digits).equals(line.quantity))
      issues.push({ path: at('quantity'), code: 'validation.precision', params: { digits: unit.digits } })
    const factor = unit?.factor ?? '1'
    const stockQuantity = round(dec(line.quantity).times(factor), item?.stockUnitDigits ?? 6)
    if (stockQuantity.isZero()) issues.push({ path: at('quantity'), code: 'validation.positive' })
    return {
      input: line,
      id: line.id ?? newId(),
      kind: item?.kind === 'service' ? ('service' as const) : line.kind,
      itemId: item?.id ?? null,
      description: line.description ?? item?.name ?? '',
      unitId,
      unitFactor: factor,
      quantity: plain(line.quantity),
      stockQuantity: plain(stockQuantity),
    }
  })
  if (issues.length > 0) throw invalid(issues)
  return made
}
