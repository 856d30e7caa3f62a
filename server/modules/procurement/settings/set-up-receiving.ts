import { numberSeries } from '@/db/schema/platform/numbering'
import { purchaseMatchLimit, purchaseMatchSetting } from '@/db/schema/procurement'
import { type Id, newId } from '@/server/kernel/ids'
import { author } from '@/server/platform/commands/change-master'
import type { CommandContext } from '@/server/platform/commands/context'

const SERIES = [
  { document: 'goods_receipt', pattern: 'GR-{YYYY}-{#####}', gapless: false },
  { document: 'supplier_return', pattern: 'PRT-{YYYY}-{#####}', gapless: false },
  { document: 'landed_cost', pattern: 'LC-{YYYY}-{#####}', gapless: false },
  { document: 'supplier_invoice', pattern: 'PI-{YYYY}-{#####}', gapless: true },
  { document: 'supplier_credit_note', pattern: 'PCN-{YYYY}-{#####}', gapless: true },
] as const

/** What a company begins with: a price may be two percent higher, freight ten percent of the goods, quantities not at all. */
const LIMITS = {
  itemKind: 'all',
  priceAbovePercent: '2',
  priceAboveAmount: '100',
  quantityAbovePercent: '0',
  freightAbovePercent: '10',
  freightAboveAmount: '100',
} as const

/** Makes a company ready to receive and to match invoices. Repeatable. */
export async function setUpReceiving(ctx: CommandContext, companyId: Id): Promise<void> {
  const own = () => ({ ...author(ctx), id: newId(), companyId })
  await ctx.tx
    .insert(numberSeries)
    .values(SERIES.map((s) => ({ ...own(), ...s })))
    .onConflictDoNothing()
  await ctx.tx.insert(purchaseMatchSetting).values(own()).onConflictDoNothing()
  await ctx.tx
    .insert(purchaseMatchLimit)
    .values({ ...own(), ...LIMITS })
    .onConflictDoNothing()
}
