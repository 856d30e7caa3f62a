import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { taxCode, taxRate } from '@/db/schema/finance/tax'
import { created, done } from '@/server/contracts/finance/common'
import {
  changeTaxRateInput,
  createTaxCodeInput,
  taxCodesInput,
  taxCodesOut,
  updateTaxCodeInput,
} from '@/server/contracts/finance/settings'
import { addDays } from '@/server/kernel/calendar-date'
import { notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { plain } from '@/server/kernel/money'
import { command, query } from '@/server/platform/commands/command'
import { author, changeMaster, given } from '../changes'
import { changesMasters } from '../remembered'

const constraints = {
  tax_code_code: { code: 'finance.tax_code_taken', path: 'code' },
  tax_rate_no_overlap: { code: 'finance.tax_rate_overlaps', path: 'validFrom' },
  tax_rate_start: { code: 'finance.tax_rate_overlaps', path: 'validFrom' },
}

export const createTaxCode = command({
  name: 'finance.createTaxCode',
  permission: 'finance.tax.create',
  input: createTaxCodeInput,
  output: created,
  constraints,
  handler: async (ctx, { rates, ...input }) => {
    changesMasters(ctx)
    const id = newId()
    const { companyId } = input
    await ctx.tx.insert(taxCode).values({ ...author(ctx), id, ...input })
    await ctx.tx
      .insert(taxRate)
      .values(rates.map((r) => ({ ...author(ctx), ...r, id: newId(), companyId, taxCodeId: id })))
    const after = { ...input, rates }
    ctx.record({ action: 'create', document: 'tax_code', documentId: id, companyId, label: input.code, after })
    return { id }
  },
})

/** A new rate from a day on: the component's rate that held until further notice ends the day before. */
export const changeTaxRate = command({
  name: 'finance.changeTaxRate',
  permission: 'finance.tax.update',
  input: changeTaxRateInput,
  output: created,
  constraints,
  handler: async (ctx, { taxCodeId, ...rate }) => {
    changesMasters(ctx)
    const [code] = await ctx.tx
      .select()
      .from(taxCode)
      .where(and(eq(taxCode.tenantId, ctx.tenantId), eq(taxCode.id, taxCodeId)))
      .for('update')
    if (!code) throw notFound('tax_code')
    await ctx.tx
      .update(taxRate)
      .set({ validTo: addDays(rate.validFrom, -1), updatedAt: sql`now()`, updatedBy: ctx.actor.userId })
      .where(
        and(
          eq(taxRate.tenantId, ctx.tenantId),
          eq(taxRate.taxCodeId, taxCodeId),
          eq(taxRate.component, rate.component),
          isNull(taxRate.validTo),
          lt(taxRate.validFrom, rate.validFrom),
        ),
      )
    const id = newId()
    await ctx.tx.insert(taxRate).values({ ...author(ctx), ...rate, id, companyId: code.companyId, taxCodeId })
    ctx.record({
      action: 'change_rate',
      document: 'tax_code',
      documentId: taxCodeId,
      companyId: code.companyId,
      label: code.code,
      after: rate,
    })
    return { id }
  },
})

export const updateTaxCode = command({
  name: 'finance.updateTaxCode',
  permission: 'finance.tax.update',
  input: updateTaxCodeInput,
  output: done,
  handler: (ctx, { id, version, ...columns }) => {
    changesMasters(ctx)
    return changeMaster(ctx, taxCode, 'tax_code', { id, version }, given(columns))
  },
})

export const taxCodes = query({
  name: 'finance.taxCodes',
  permission: null,
  input: taxCodesInput,
  output: taxCodesOut,
  handler: async (ctx, { companyId }) => {
    const codes = await ctx.tx
      .select()
      .from(taxCode)
      .where(and(eq(taxCode.tenantId, ctx.tenantId), eq(taxCode.companyId, companyId)))
      .orderBy(taxCode.code)
    const rates = await ctx.tx
      .select()
      .from(taxRate)
      .where(and(eq(taxRate.tenantId, ctx.tenantId), eq(taxRate.companyId, companyId)))
      .orderBy(taxRate.validFrom, taxRate.sequence)
    return {
      codes: codes.map((c) => ({
        ...c,
        rates: rates
          .filter((r) => r.taxCodeId === c.id)
          .map(({ id, component, sequence, kind, validFrom, validTo, accountId, reverseAccountId, box, ...r }) => ({
            ...{ id, component, sequence, kind, validFrom, validTo, accountId, reverseAccountId, box },
            value: plain(r.value),
            nonDeductiblePercent: plain(r.nonDeductiblePercent),
          })),
      })),
    }
  },
})
