import { z } from 'zod'
import {
  code,
  nonNegative,
  optionalText,
  positive,
  quantityField,
  text,
  unitPriceField,
} from '@/server/contracts/platform/field'
import { company } from '@/server/modules/finance'
import { registerImporter } from '@/server/platform/imports/importer'
import { createStockAdjustment } from './adjustment/stock-adjustment'
import { createItems } from './masters/create-many'
import { createItem } from './masters/item-commands'

type Named = { id: string; code: string }
const byCode = (rows: readonly Named[]) => new Map(rows.map((r) => [r.code, r.id]))
const reference = (field: string) => ({ field, code: 'common.reference', params: {} })

registerImporter({
  kind: 'items',
  permission: 'inventory.item.create',
  columns: [
    {
      key: 'code',
      required: true,
      aliases: ['item code', 'item', 'sku', 'part number', '物料编码', '商品编码', '编码', '货号'],
    },
    { key: 'name', required: true, aliases: ['item name', 'description', '名称', '物料名称', '商品名称', '品名'] },
    { key: 'nameZh', aliases: ['chinese name', 'name zh', '中文名称'] },
    { key: 'unit', required: true, aliases: ['unit', 'uom', 'stock unit', '单位', '计量单位'] },
    { key: 'category', aliases: ['category', 'category code', '分类', '类别', '分类编码'] },
    { key: 'valuation', aliases: ['valuation', 'costing method', '计价方法', '计价方式'] },
    { key: 'standardCost', aliases: ['standard cost', 'cost', '标准成本', '成本'] },
  ],
  keys: ['code'],
  row: z.object({
    code: code(),
    name: text(),
    nameZh: optionalText(),
    unit: code(),
    category: code().optional(),
    valuation: z.enum(['fifo', 'average', 'standard']).default('average'),
    standardCost: nonNegative(unitPriceField).optional(),
  }),
  resolve: async (ctx, _companyId, rows) => {
    const [units, categories, items] = await Promise.all([
      ctx.sql<Named[]>`select id, code from unit_of_measure where tenant_id = ${ctx.tenantId}`,
      ctx.sql<Named[]>`select id, code from item_category where tenant_id = ${ctx.tenantId}
        and code = any(${rows.flatMap((r) => r.values.category ?? [])}::text[])`,
      ctx.sql<Named[]>`select id, code from item where tenant_id = ${ctx.tenantId}
        and code = any(${rows.map((r) => r.values.code)}::text[])`,
    ])
    return { units: byCode(units), categories: byCode(categories), items: byCode(items) }
  },
  known: (values, { items }) => items.has(values.code),
  check: ({ values }, { units, categories }) => [
    ...(units.has(values.unit) ? [] : [reference('unit')]),
    ...(values.category && !categories.has(values.category) ? [reference('category')] : []),
    ...(values.valuation === 'standard' && !values.standardCost
      ? [{ field: 'standardCost', code: 'inventory.standard_cost_missing', params: {} }]
      : []),
  ],
  write: async (ctx, _companyId, rows, { units, categories }) => {
    const inputs = rows.map(({ values: { unit, category, ...columns } }) => {
      const stockUnitId = units.get(unit) ?? ''
      const categoryId = category ? (categories.get(category) ?? null) : null
      return createItem.input.parse({ ...columns, stockUnitId, categoryId })
    })
    await createItems(ctx, inputs)
  },
})

/** Makes a draft opening document a warehouse and batch, which a person looks at and posts. */
registerImporter({
  kind: 'opening_stock',
  permission: 'inventory.stock_adjustment.create',
  columns: [
    { key: 'item', required: true, aliases: ['item code', 'sku', 'code', '物料编码', '商品编码', '编码', '货号'] },
    { key: 'warehouse', required: true, aliases: ['warehouse', 'warehouse code', '仓库', '仓库编码'] },
    { key: 'bin', aliases: ['bin', 'location', '库位', '货位'] },
    { key: 'quantity', required: true, aliases: ['quantity', 'qty', 'on hand', '数量', '库存数量', '期初数量'] },
    { key: 'unitCost', required: true, aliases: ['unit cost', 'cost', 'price', '单位成本', '成本单价', '单价'] },
  ],
  keys: ['item', 'warehouse', 'bin'],
  row: z.object({
    item: code(),
    warehouse: code(),
    bin: code().optional(),
    quantity: positive(quantityField),
    unitCost: nonNegative(unitPriceField),
  }),
  resolve: async (ctx, companyId, rows) => {
    const [items, warehouses, bins, there, { today }] = await Promise.all([
      ctx.sql<(Named & { tracked: boolean; digits: number })[]>`
        select i.id, i.code, i.kind <> 'stock' or i.tracking <> 'none' or i.status <> 'active' as tracked, u.digits
        from item i join unit_of_measure u on u.tenant_id = i.tenant_id and u.id = i.stock_unit_id
        where i.tenant_id = ${ctx.tenantId} and i.code = any(${rows.map((r) => r.values.item)}::text[])`,
      ctx.sql<Named[]>`select id, code from warehouse where tenant_id = ${ctx.tenantId} and company_id = ${companyId}
        and status = 'active' and kind <> 'transit'`,
      ctx.sql<Named[]>`select b.id, w.code || '/' || b.code as code from bin b
        join warehouse w on w.tenant_id = b.tenant_id and w.id = b.warehouse_id
        where b.tenant_id = ${ctx.tenantId} and b.company_id = ${companyId} and b.status = 'active'`,
      ctx.sql<{ key: string }[]>`select concat_ws('/', i.code, w.code, b.code) as key
        from item i
        join stock_adjustment_line l on l.tenant_id = i.tenant_id and l.item_id = i.id and l.company_id = ${companyId}
        join stock_adjustment d on d.tenant_id = l.tenant_id and d.id = l.adjustment_id and d.kind = 'opening'
          and d.status in ('draft', 'posted')
        join warehouse w on w.tenant_id = d.tenant_id and w.id = d.warehouse_id
        left join bin b on b.tenant_id = l.tenant_id and b.id = l.bin_id
        where i.tenant_id = ${ctx.tenantId} and i.code = any(${rows.map((r) => r.values.item)}::text[])`,
      company(ctx, companyId),
    ])
    return {
      items: new Map(items.map((i) => [i.code, i])),
      warehouses: byCode(warehouses),
      bins: byCode(bins),
      there: new Set(there.map((t) => t.key)),
      today,
    }
  },
  known: ({ item, warehouse, bin }, { there }) => there.has([item, warehouse, bin].filter(Boolean).join('/')),
  check: ({ values }, { items, warehouses, bins }) => {
    const item = items.get(values.item)
    const places = values.quantity.split('.')[1]?.replace(/0+$/, '').length ?? 0
    return [
      ...(item && !item.tracked ? [] : [reference('item')]),
      ...(warehouses.has(values.warehouse) ? [] : [reference('warehouse')]),
      ...(values.bin && !bins.has(`${values.warehouse}/${values.bin}`) ? [reference('bin')] : []),
      ...(item && places > item.digits
        ? [{ field: 'quantity', code: 'validation.precision', params: { digits: item.digits } }]
        : []),
    ]
  },
  write: async (ctx, companyId, rows, { items, warehouses, bins, today }) => {
    for (const name of new Set(rows.map((r) => r.values.warehouse))) {
      const warehouseId = warehouses.get(name) ?? ''
      const lines = rows
        .filter((r) => r.values.warehouse === name)
        .map(({ values }) => ({
          itemId: items.get(values.item)?.id ?? '',
          quantity: values.quantity,
          unitCost: values.unitCost,
          binId: values.bin ? (bins.get(`${name}/${values.bin}`) ?? null) : null,
        }))
      const dates = { documentDate: today, postingDate: today }
      const values = { companyId, kind: 'opening', warehouseId, reason: 'Opening stock', ...dates, lines }
      await createStockAdjustment.handler(ctx, createStockAdjustment.input.parse(values), undefined, () => undefined)
    }
  },
})
