import type { CalendarDate } from '@/server/kernel/calendar-date'
import { conflict, notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import type { QueryContext } from '@/server/platform/commands/context'
import { rememberedRows } from '@/server/platform/remembered'
import type { TaxCodeAtDate, TaxRateAtDate } from '../door'

type Row = Omit<TaxCodeAtDate, 'rates'> & { rates: TaxRateAtDate[] | null }

/**
 * Tax codes with the rates that hold on the tax date (validity inclusive on both ends).
 * Errors: common.not_found; finance.tax_not_valid when a code has no rate on that day.
 */
export async function loadTaxCodes(
  ctx: QueryContext,
  ids: readonly Id[],
  taxDate: CalendarDate,
): Promise<Map<Id, TaxCodeAtDate>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const found = await known(
    ctx,
    wanted.map((id) => `${id}${taxDate}`),
  )
  const codes = new Map([...found.values()].map((code) => [code.id, code]))
  if (wanted.some((id) => !codes.has(id))) throw notFound('tax_code')
  return codes
}

const ID_LENGTH = 36

/** Codes by id and day, remembered until one is changed. All keys of a call are of one day. */
const known = rememberedRows(async (ctx: QueryContext, keys): Promise<Map<string, TaxCodeAtDate>> => {
  const taxDate = keys[0]?.slice(ID_LENGTH) ?? ''
  const rows = await ctx.sql<Row[]>`
    select c.id, c.code, c.name_en as "nameEn", c.name_zh as "nameZh", c.use, c.reduced_by_discount as "reducedByDiscount",
      (select json_agg(json_build_object('id', r.id, 'sequence', r.sequence, 'kind', r.kind, 'value', r.value::text,
         'accountId', r.account_id, 'reverseAccountId', r.reverse_account_id, 'box', r.box, 'nonDeductiblePercent', r.non_deductible_percent::text) order by r.sequence, r.id)
       from tax_rate r where r.tenant_id = c.tenant_id and r.tax_code_id = c.id and r.valid_from <= ${taxDate}
         and (r.valid_to is null or r.valid_to >= ${taxDate})) as rates
    from tax_code c where c.tenant_id = ${ctx.tenantId} and c.id = any(${keys.map((key) => key.slice(0, ID_LENGTH))}::uuid[])`
  const codes = new Map<string, TaxCodeAtDate>()
  for (const { rates, ...code } of rows) {
    if (!rates) throw conflict('finance.tax_not_valid', { code: code.code, date: taxDate })
    const exact = rates.map((r) => ({
      ...r,
      value: plain(r.value),
      nonDeductiblePercent: plain(r.nonDeductiblePercent),
    }))
    codes.set(`${code.id}${taxDate}`, { ...code, rates: exact })
  }
  return codes
})
