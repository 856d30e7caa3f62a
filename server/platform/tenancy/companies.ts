import { and, eq, sql as raw } from 'drizzle-orm'
import { z } from 'zod'
import { company } from '@/db/schema/platform/tenant'
import { idField } from '@/server/contracts/platform/field'
import { createCompanyInput, updateCompanyInput } from '@/server/contracts/platform/identity'
import { AppError, forbidden, notFound } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { command, query } from '../commands/command'
import { setUpCompany } from './company-setup'

const constraints = { company_code: { code: 'identity.company_code_taken', path: 'code' } }

/** Makes a legal entity with its books: the modules prepare what they keep for it in the same transaction. */
export const createCompany = command({
  name: 'platform.createCompany',
  permission: 'platform.company.create',
  input: createCompanyInput,
  output: z.object({ id: idField }),
  constraints,
  handler: async (ctx, input) => {
    // A company outside the caller's own list would vanish from their sight as it is made.
    if (ctx.actor.companies !== '*') throw forbidden('platform.company.create')
    const id = newId()
    const { code, name, country, baseCurrency, taxId, timeZone } = input
    const legalName = input.legalName ?? name
    const values = { code, name, legalName, country, baseCurrency, taxId, timeZone }
    await ctx.tx.insert(company).values({ tenantId: ctx.tenantId, id, ...values, createdBy: ctx.actor.userId })
    await setUpCompany(ctx, { ...input, companyId: id })
    ctx.record({
      action: 'create',
      document: 'company',
      documentId: id,
      companyId: id,
      label: name,
      after: { ...values, chartTemplate: input.chartTemplate, fiscalYearStartMonth: input.fiscalYearStartMonth },
    })
    return { id }
  },
})

const row = z.object({
  id: idField,
  code: z.string(),
  name: z.string(),
  legalName: z.string(),
  baseCurrency: z.string(),
  country: z.string(),
  taxId: z.string().nullable(),
  timeZone: z.string(),
  addressLines: z.array(z.string()),
  status: z.enum(['active', 'closed']),
  version: z.int(),
})

/** The companies that the caller may enter. */
export const listCompanies = query({
  name: 'platform.listCompanies',
  permission: null,
  input: z.strictObject({}),
  output: z.object({ rows: z.array(row) }),
  handler: async (ctx) => ({
    rows: (
      await ctx.tx.select().from(company).where(eq(company.tenantId, ctx.tenantId)).orderBy(company.code).limit(500)
    ).map((c) => row.parse(c)),
  }),
})

/** Changes how a company is called and reached. Country and base currency are fixed once there are books. */
export const updateCompany = command({
  name: 'platform.updateCompany',
  permission: 'platform.company.update',
  input: updateCompanyInput,
  output: z.object({ id: idField }),
  handler: async (ctx, { id, version, ...values }) => {
    const [before] = await ctx.tx
      .select()
      .from(company)
      .where(and(eq(company.tenantId, ctx.tenantId), eq(company.id, id)))
      .for('update')
    if (!before) throw notFound('company')
    if (version !== undefined && version !== before.version)
      throw new AppError('conflict', 'common.stale_version', { version: before.version })
    await ctx.tx
      .update(company)
      .set({ ...values, version: before.version + 1, updatedAt: raw`now()`, updatedBy: ctx.actor.userId })
      .where(and(eq(company.tenantId, ctx.tenantId), eq(company.id, id)))
    const { name, legalName, taxId, timeZone, addressLines } = before
    ctx.record({
      action: 'update',
      document: 'company',
      documentId: id,
      companyId: id,
      label: values.name,
      before: { name, legalName, taxId, timeZone, addressLines },
      after: values,
    })
    ctx.announce('config', { area: 'companies', companyId: id })
    return { id }
  },
})
