import { z } from 'zod'
import {
  amountField,
  code,
  currencyField,
  dateField,
  emailField,
  nonNegative,
  optionalText,
  positive,
  quantityField,
  text,
  unitPriceField,
} from '@/server/contracts/platform/field'
import { plain } from '@/server/kernel/money'
import { registerImporter } from '@/server/platform/imports/importer'
import { saveSupplierPrices } from './prices/supplier-price.commands'
import { importSuppliers } from './suppliers/import-suppliers'
import { isTaxId } from './suppliers/tax-id'

type Named = { id: string; code: string }
const byCode = (rows: readonly Named[]) => new Map(rows.map((r) => [r.code, r.id]))
const issue = (field: string, code: string, params: Record<string, string> = {}) => ({ field, code, params })
const reference = (field: string) => issue(field, 'common.reference')
const days = z.coerce.number().int().min(0).max(3650)

registerImporter({
  kind: 'suppliers',
  permission: 'procurement.supplier.create',
  columns: [
    {
      key: 'code',
      required: true,
      aliases: [
        'supplier code',
        'supplier number',
        'vendor code',
        'account number',
        '供应商编码',
        '供应商编号',
        '编码',
      ],
    },
    {
      key: 'name',
      required: true,
      aliases: ['supplier name', 'supplier', 'vendor', 'company', '供应商名称', '名称', '供应商'],
    },
    { key: 'currency', aliases: ['currency', '币种', '货币'] },
    { key: 'leadTimeDays', aliases: ['lead time', 'lead time (days)', '交货期', '交期'] },
    { key: 'minimumOrder', aliases: ['minimum order', '最低订购额'] },
    { key: 'taxId', aliases: ['tax id', 'vat number', '税号', '纳税人识别号'] },
    { key: 'email', aliases: ['e-mail', 'mail', 'order e-mail', '邮箱', '电子邮件'] },
    { key: 'phone', aliases: ['telephone', 'phone number', '电话', '联系电话'] },
    { key: 'address', aliases: ['street', 'address line', '地址', '街道'] },
    { key: 'city', aliases: ['town', '城市'] },
    { key: 'region', aliases: ['state', 'province', '省份', '地区'] },
    { key: 'postalCode', aliases: ['zip', 'zip code', 'postcode', '邮编', '邮政编码'] },
    { key: 'country', aliases: ['country code', '国家', '国家代码'] },
  ],
  keys: ['code'],
  row: z.object({
    code: code(),
    name: text(160),
    currency: currencyField.optional(),
    leadTimeDays: days.optional(),
    minimumOrder: nonNegative(amountField).optional(),
    taxId: optionalText(40),
    email: emailField.optional(),
    phone: optionalText(40),
    address: optionalText(120),
    city: optionalText(80),
    region: optionalText(80),
    postalCode: optionalText(20),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: 'validation.country' })
      .optional(),
  }),
  resolve: async (ctx, companyId, rows) => {
    const codes = rows.map((r) => r.values.code)
    const [known, [owner]] = await Promise.all([
      ctx.sql<{ code: string; ours: boolean }[]>`
        select code, false as ours from party where tenant_id = ${ctx.tenantId} and code = any(${codes}::text[])
        union select code, true from supplier where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and code = any(${codes}::text[])`,
      ctx.sql<
        { country: string }[]
      >`select country from company where tenant_id = ${ctx.tenantId} and id = ${companyId}`,
    ])
    return {
      taken: new Set(known.flatMap((k) => (k.ours ? [] : [k.code]))),
      known: new Set(known.flatMap((k) => (k.ours ? [k.code] : []))),
      country: owner?.country ?? '',
    }
  },
  known: (values, { known }) => known.has(values.code),
  check: ({ values: v }, { taken, known, country }) => [
    ...(taken.has(v.code) && !known.has(v.code) ? [issue('code', 'procurement.supplier_code_taken')] : []),
    ...(v.address && !v.country ? [issue('country', 'validation.required')] : []),
    ...(v.taxId && !isTaxId(v.taxId, v.country ?? country, 'organization')
      ? [issue('taxId', 'procurement.tax_id', { taxId: v.taxId, country: v.country ?? country })]
      : []),
  ],
  write: async (ctx, companyId, rows) => {
    const suppliers = rows.map(({ values: v }) => ({
      code: v.code,
      ...(v.currency && { currency: v.currency }),
      ...(v.leadTimeDays !== undefined && { leadTimeDays: v.leadTimeDays }),
      minimumOrder: v.minimumOrder ?? null,
      party: {
        name: v.name,
        taxId: v.taxId,
        email: v.email ?? null,
        phone: v.phone,
        addresses: v.country
          ? [
              {
                lines: v.address ? [v.address] : [],
                city: v.city,
                region: v.region,
                postalCode: v.postalCode,
                country: v.country,
                billing: true,
                shipping: true,
              },
            ]
          : [],
      },
    }))
    const input = importSuppliers.input.parse({ companyId, suppliers })
    await importSuppliers.handler(ctx, input, undefined, () => undefined)
  },
})

registerImporter({
  kind: 'supplier_prices',
  permission: 'procurement.supplier_price.update',
  columns: [
    { key: 'supplier', required: true, aliases: ['supplier code', 'vendor', 'vendor code', '供应商编码', '供应商'] },
    { key: 'item', required: true, aliases: ['item code', 'sku', '物料编码', '商品编码', '货号'] },
    { key: 'unitPrice', required: true, aliases: ['unit price', 'price', '单价', '价格', '采购价'] },
    { key: 'currency', aliases: ['currency', '币种', '货币'] },
    { key: 'minQuantity', aliases: ['from quantity', 'minimum quantity', '起始数量'] },
    { key: 'orderMinimum', aliases: ['minimum order', 'min order qty', '最小订购量', '起订量'] },
    { key: 'orderMultiple', aliases: ['multiple', 'order multiple', '订购倍数'] },
    { key: 'leadTimeDays', aliases: ['lead time', 'lead time (days)', '交货期', '交期'] },
    { key: 'supplierItemCode', aliases: ['supplier item code', 'vendor item code', '供应商料号'] },
    { key: 'validFrom', aliases: ['valid from', 'start', 'start date', '生效日期', '开始日期'] },
    { key: 'validTo', aliases: ['valid to', 'end', 'end date', '失效日期', '结束日期'] },
  ],
  keys: ['supplier', 'item', 'currency', 'minQuantity', 'validFrom'],
  row: z.object({
    supplier: code(),
    item: code(),
    unitPrice: nonNegative(unitPriceField),
    currency: currencyField.optional(),
    minQuantity: nonNegative(quantityField).default('0'),
    orderMinimum: nonNegative(quantityField).optional(),
    orderMultiple: positive(quantityField).optional(),
    leadTimeDays: days.optional(),
    supplierItemCode: optionalText(60),
    validFrom: dateField.optional(),
    validTo: dateField.optional(),
  }),
  resolve: async (ctx, companyId, rows) => {
    const itemCodes = rows.map((r) => r.values.item)
    const [suppliers, items, there] = await Promise.all([
      ctx.sql<(Named & { currency: string })[]>`
        select id, code, currency from supplier where tenant_id = ${ctx.tenantId} and company_id = ${companyId}
          and code = any(${rows.map((r) => r.values.supplier)}::text[])`,
      ctx.sql<
        Named[]
      >`select id, code from item where tenant_id = ${ctx.tenantId} and code = any(${itemCodes}::text[])`,
      ctx.sql<{ key: string; price: string }[]>`
        select trim_scale(p.unit_price)::text as price, concat_ws('|', s.code, i.code, p.currency, trim_scale(p.min_quantity)::text, coalesce(p.valid_from::text, '')) as key
        from supplier_price p
        join supplier s on s.tenant_id = p.tenant_id and s.id = p.supplier_id and s.company_id = ${companyId}
        join item i on i.tenant_id = p.tenant_id and i.id = p.item_id
        where p.tenant_id = ${ctx.tenantId} and p.unit_id is null and i.code = any(${itemCodes}::text[])`,
    ])
    const currencies = new Map(suppliers.map((s) => [s.code, s.currency]))
    return {
      suppliers: byCode(suppliers),
      currencies,
      items: byCode(items),
      there: new Map(there.map((t) => [t.key, t.price])),
    }
  },
  known: (values, { there, currencies }) => there.get(keyOf(values, currencies)) === plain(values.unitPrice),
  check: ({ values }, { suppliers, currencies, items, there }) => [
    ...(suppliers.has(values.supplier) ? [] : [reference('supplier')]),
    ...(items.has(values.item) ? [] : [reference('item')]),
    ...(values.validFrom && values.validTo && values.validTo < values.validFrom
      ? [issue('validTo', 'procurement.price_dates')]
      : []),
    ...(there.has(keyOf(values, currencies)) && there.get(keyOf(values, currencies)) !== plain(values.unitPrice)
      ? [issue('unitPrice', 'procurement.price_tie')]
      : []),
  ],
  write: async (ctx, _companyId, rows, { suppliers, items }) => {
    for (const name of new Set(rows.map((r) => r.values.supplier))) {
      const prices = rows
        .filter((r) => r.values.supplier === name)
        .map(({ values: { supplier: _supplier, item, ...price } }) => ({ ...price, itemId: items.get(item) ?? '' }))
      const input = saveSupplierPrices.input.parse({ supplierId: suppliers.get(name), prices })
      await saveSupplierPrices.handler(ctx, input, undefined, () => undefined)
    }
  },
})

interface PriceKey {
  supplier: string
  item: string
  currency?: string | undefined
  minQuantity: string
  validFrom?: string | undefined
}
const keyOf = (v: PriceKey, currencies: ReadonlyMap<string, string>): string =>
  [
    v.supplier,
    v.item,
    v.currency ?? currencies.get(v.supplier) ?? '',
    v.minQuantity.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''),
    v.validFrom ?? '',
  ].join('|')
