import { z } from 'zod'
import {
  amountField,
  code,
  currencyField,
  emailField,
  nonNegative,
  optionalText,
  quantityField,
  text,
  unitPriceField,
} from '@/server/contracts/platform/field'
import { plain } from '@/server/kernel/money'
import { dateCell } from '@/server/platform/imports/cells'
import { registerImporter } from '@/server/platform/imports/importer'
import { importCustomers } from './customers/import-customers'
import { savePrices } from './prices/price-list.commands'

type Named = { id: string; code: string }
const byCode = (rows: readonly Named[]) => new Map(rows.map((r) => [r.code, r.id]))
const reference = (field: string) => ({ field, code: 'common.reference', params: {} })

registerImporter({
  kind: 'customers',
  permission: 'sales.customer.create',
  columns: [
    {
      key: 'code',
      required: true,
      aliases: ['customer code', 'customer number', 'account number', '客户编码', '客户编号', '编码'],
    },
    { key: 'name', required: true, aliases: ['customer name', 'customer', 'company', '客户名称', '名称', '客户'] },
    { key: 'group', aliases: ['customer group', 'group code', '客户组', '客户分组'] },
    { key: 'currency', aliases: ['currency', '币种', '货币'] },
    { key: 'creditLimit', aliases: ['credit limit', '信用额度'] },
    { key: 'taxId', aliases: ['tax id', 'vat number', '税号', '纳税人识别号'] },
    { key: 'email', aliases: ['e-mail', 'mail', '邮箱', '电子邮件'] },
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
    group: code().optional(),
    currency: currencyField.optional(),
    creditLimit: nonNegative(amountField).optional(),
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
    const [groups, known] = await Promise.all([
      ctx.sql<
        Named[]
      >`select id, code from customer_group where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`,
      ctx.sql<{ code: string; ours: boolean }[]>`
        select code, false as ours from party where tenant_id = ${ctx.tenantId} and code = any(${codes}::text[])
        union select code, true from customer where tenant_id = ${ctx.tenantId} and company_id = ${companyId} and code = any(${codes}::text[])`,
    ])
    return {
      groups: byCode(groups),
      taken: new Set(known.flatMap((k) => (k.ours ? [] : [k.code]))),
      known: new Set(known.flatMap((k) => (k.ours ? [k.code] : []))),
    }
  },
  known: (values, { known }) => known.has(values.code),
  check: ({ values }, { groups, known, taken }) => [
    ...(taken.has(values.code) && !known.has(values.code)
      ? [{ field: 'code', code: 'sales.customer_code_taken', params: {} }]
      : []),
    ...(values.group && !groups.has(values.group) ? [reference('group')] : []),
    ...(values.address && !values.country ? [{ field: 'country', code: 'validation.required', params: {} }] : []),
  ],
  write: async (ctx, companyId, rows, { groups }) => {
    const customers = rows.map(({ values: v }) => ({
      code: v.code,
      groupId: v.group ? (groups.get(v.group) ?? null) : null,
      ...(v.currency && { currency: v.currency }),
      creditLimit: v.creditLimit ?? null,
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
    const input = importCustomers.input.parse({ companyId, customers })
    await importCustomers.handler(ctx, input, undefined, () => undefined)
  },
})

registerImporter({
  kind: 'prices',
  permission: 'sales.price_list.update',
  columns: [
    { key: 'priceList', required: true, aliases: ['price list', 'list', '价格表', '价目表'] },
    { key: 'item', required: true, aliases: ['item code', 'sku', 'code', '物料编码', '商品编码', '编码', '货号'] },
    { key: 'unitPrice', required: true, aliases: ['unit price', 'price', '单价', '价格'] },
    { key: 'minQuantity', aliases: ['from quantity', 'minimum quantity', '起订数量', '最小数量'] },
    { key: 'validFrom', aliases: ['valid from', 'start', 'start date', '生效日期', '开始日期'] },
    { key: 'validTo', aliases: ['valid to', 'end', 'end date', '失效日期', '结束日期'] },
  ],
  keys: ['priceList', 'item', 'minQuantity', 'validFrom'],
  row: z.object({
    priceList: code(),
    item: code(),
    unitPrice: nonNegative(unitPriceField),
    minQuantity: nonNegative(quantityField).default('0'),
    validFrom: dateCell.optional(),
    validTo: dateCell.optional(),
  }),
  resolve: async (ctx, companyId, rows) => {
    const [lists, items, there] = await Promise.all([
      ctx.sql<Named[]>`select id, code from price_list where tenant_id = ${ctx.tenantId} and company_id = ${companyId}`,
      ctx.sql<Named[]>`select id, code from item where tenant_id = ${ctx.tenantId}
        and code = any(${rows.map((r) => r.values.item)}::text[])`,
      ctx.sql<{ key: string; price: string }[]>`
        select concat_ws('|', l.code, i.code, trim_scale(p.min_quantity)::text, coalesce(p.valid_from::text, '')) as key,
          trim_scale(p.unit_price) as price from price p
        join price_list l on l.tenant_id = p.tenant_id and l.id = p.price_list_id and l.company_id = ${companyId}
        join item i on i.tenant_id = p.tenant_id and i.id = p.item_id
        where p.tenant_id = ${ctx.tenantId} and p.unit_id is null and i.code = any(${rows.map((r) => r.values.item)}::text[])`,
    ])
    const first = new Map<string, number>()
    for (const r of rows) if (!first.has(keyOf(r.values))) first.set(keyOf(r.values), r.line)
    return { lists: byCode(lists), items: byCode(items), there: new Map(there.map((t) => [t.key, t.price])), first }
  },
  known: (values, { there }) => there.get(keyOf(values)) === plain(values.unitPrice),
  check: ({ line, values }, { lists, items, there, first }) => [
    ...(lists.has(values.priceList) ? [] : [reference('priceList')]),
    ...(items.has(values.item) ? [] : [reference('item')]),
    ...(values.validFrom && values.validTo && values.validTo < values.validFrom
      ? [{ field: 'validTo', code: 'sales.price_dates', params: {} }]
      : []),
    ...(there.has(keyOf(values)) || first.get(keyOf(values)) !== line
      ? [{ field: 'unitPrice', code: 'sales.price_tie', params: {} }]
      : []),
  ],
  write: async (ctx, _companyId, rows, { lists, items }) => {
    for (const name of new Set(rows.map((r) => r.values.priceList))) {
      const prices = rows
        .filter((r) => r.values.priceList === name)
        .map(({ values: { priceList: _list, item, ...price } }) => ({ ...price, itemId: items.get(item) ?? '' }))
      const input = savePrices.input.parse({ priceListId: lists.get(name), prices })
      await savePrices.handler(ctx, input, undefined, () => undefined)
    }
  },
})

const keyOf = (v: { priceList: string; item: string; minQuantity: string; validFrom?: string | undefined }): string =>
  [v.priceList, v.item, v.minQuantity.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, ''), v.validFrom ?? ''].join('|')
