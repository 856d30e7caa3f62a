import { unitOfMeasure } from '@/db/schema/inventory/item'
import { numberSeries } from '@/db/schema/platform/numbering'
import { type Id, newId } from '@/server/kernel/ids'
import type { CommandContext } from '@/server/platform/commands/context'
import { insertWarehouse } from './warehouse-commands'

type Unit = readonly [
  code: string,
  name: string,
  nameZh: string,
  unitClass: 'count' | 'mass' | 'volume' | 'length' | 'area' | 'time',
  factor: string,
  digits: number,
]

/** Codes of UN/ECE Recommendation 20, as electronic invoices want them. */
const UNITS: readonly Unit[] = [
  ['EA', 'Each', '个', 'count', '1', 0],
  ['SET', 'Set', '套', 'count', '1', 0],
  ['PR', 'Pair', '双', 'count', '2', 0],
  ['DZN', 'Dozen', '打', 'count', '12', 0],
  ['XBX', 'Box', '盒', 'count', '1', 0],
  ['XCT', 'Carton', '箱', 'count', '1', 0],
  ['XPX', 'Pallet', '托盘', 'count', '1', 0],
  ['KGM', 'Kilogram', '千克', 'mass', '1', 3],
  ['GRM', 'Gram', '克', 'mass', '0.001', 1],
  ['TNE', 'Tonne', '吨', 'mass', '1000', 6],
  ['LBR', 'Pound', '磅', 'mass', '0.45359237', 3],
  ['LTR', 'Litre', '升', 'volume', '1', 3],
  ['MLT', 'Millilitre', '毫升', 'volume', '0.001', 0],
  ['MTQ', 'Cubic metre', '立方米', 'volume', '1000', 6],
  ['MTR', 'Metre', '米', 'length', '1', 3],
  ['CMT', 'Centimetre', '厘米', 'length', '0.01', 1],
  ['MMT', 'Millimetre', '毫米', 'length', '0.001', 0],
  ['INH', 'Inch', '英寸', 'length', '0.0254', 3],
  ['FOT', 'Foot', '英尺', 'length', '0.3048', 3],
  ['MTK', 'Square metre', '平方米', 'area', '1', 3],
  ['HUR', 'Hour', '小时', 'time', '1', 2],
  ['DAY', 'Day', '天', 'time', '24', 2],
]

const SERIES = {
  'inventory.stock_adjustment': 'ADJ-{YYYY}-{#####}',
  'inventory.stock_transfer': 'TRF-{YYYY}-{#####}',
  'inventory.stock_count': 'CNT-{YYYY}-{#####}',
  'inventory.stock_revaluation': 'RVL-{YYYY}-{#####}',
} as const

export interface InventorySetUp {
  readonly companyId: Id
  /** Name of the main warehouse; default `Main warehouse`. */
  readonly warehouseName?: string
  readonly bins?: readonly string[]
}

/**
 * Makes a company ready for stock: the tenant's units (once), a main warehouse with bins, the transit warehouse, number series.
 * Returns the warehouses.
 */
export async function setUpInventory(
  ctx: CommandContext,
  input: InventorySetUp,
): Promise<{ warehouseId: Id; transitWarehouseId: Id }> {
  const { companyId } = input
  await ctx.tx
    .insert(unitOfMeasure)
    .values(
      UNITS.map(([code, name, nameZh, unitClass, factor, digits]) => ({
        tenantId: ctx.tenantId,
        id: newId(),
        code,
        name,
        nameZh,
        unitClass,
        factor,
        digits,
      })),
    )
    .onConflictDoNothing()
  await ctx.tx.insert(numberSeries).values(
    Object.entries(SERIES).map(([document, pattern]) => ({
      tenantId: ctx.tenantId,
      id: newId(),
      companyId,
      document,
      pattern,
      gapless: true,
    })),
  )
  const main = await insertWarehouse(ctx, {
    companyId,
    code: 'MAIN',
    name: input.warehouseName ?? 'Main warehouse',
    nameZh: input.warehouseName ? null : '主仓库',
    kind: 'normal',
    bins: input.bins ?? ['A-01', 'A-02', 'B-01', 'B-02'],
  })
  const transit = await insertWarehouse(ctx, {
    companyId,
    code: 'TRANSIT',
    name: 'Goods in transit',
    nameZh: '在途物资',
    kind: 'transit',
  })
  return { warehouseId: main.id, transitWarehouseId: transit.id }
}
