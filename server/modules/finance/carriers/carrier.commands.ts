import { and, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { costCenter, project } from '@/db/schema/finance/account'
import { membership } from '@/db/schema/platform/identity'
import {
  carrierOption,
  carrierOptionsInput,
  carrierOut,
  carrierRef,
  costCenterList,
  createCarrierInput,
  projectList,
  updateCarrierInput,
} from '@/server/contracts/finance/carrier'
import { created, done } from '@/server/contracts/finance/common'
import { notFound, validation } from '@/server/kernel/errors'
import { type Id, newId } from '@/server/kernel/ids'
import { command, query } from '@/server/platform/commands/command'
import type { CommandContext } from '@/server/platform/commands/context'
import { likePattern } from '@/server/platform/lists/conditions'
import { listQueries } from '@/server/platform/lists/list'
import { author, changeMaster } from '../changes'

/** Cost centers and projects are alike: a code, an owner who answers for it, and the days on which it is in use. */

interface Fields {
  ownerId: Id | null
  validFrom: string | null
  validTo: string | null
}

async function checkFields(ctx: CommandContext, { ownerId, validFrom, validTo }: Fields): Promise<void> {
  if (validFrom && validTo && validTo < validFrom) throw validation('finance.range_backwards', 'validTo')
  if (!ownerId) return
  const [member] = await ctx.tx
    .select({ id: membership.id })
    .from(membership)
    .where(and(eq(membership.tenantId, ctx.tenantId), eq(membership.userId, ownerId)))
  if (!member) throw validation('common.reference', 'ownerId')
}

interface Carrier {
  readonly table: typeof costCenter | typeof project
  readonly document: 'cost_center' | 'project'
  readonly name: 'CostCenter' | 'Project'
  readonly from: SQL
}
const costCenters: Carrier = {
  table: costCenter,
  document: 'cost_center',
  name: 'CostCenter',
  from: sql`cost_center d`,
}
const projects: Carrier = { table: project, document: 'project', name: 'Project', from: sql`project d` }

const constraintsOf = ({ document }: Carrier) => ({
  [`${document}_code`]: { code: 'common.duplicate', path: 'code' },
  [`${document}_company_id_fk`]: { code: 'common.reference', path: 'companyId' },
})

const create = (kind: Carrier) =>
  command({
    name: `finance.create${kind.name}`,
    permission: `finance.${kind.document}.create`,
    input: createCarrierInput,
    output: created,
    constraints: constraintsOf(kind),
    handler: async (ctx, input) => {
      await checkFields(ctx, input)
      const id = newId()
      await ctx.tx.insert(kind.table).values({ ...author(ctx), id, ...input })
      const { companyId, code: label } = input
      ctx.record({ action: 'create', document: kind.document, documentId: id, companyId, label, after: input })
      return { id }
    },
  })

const update = (kind: Carrier) =>
  command({
    name: `finance.update${kind.name}`,
    permission: `finance.${kind.document}.update`,
    input: updateCarrierInput,
    output: done,
    constraints: constraintsOf(kind),
    handler: async (ctx, { id, version, ...columns }) => {
      await checkFields(ctx, columns)
      return changeMaster(ctx, kind.table, kind.document, { id, version }, columns)
    },
  })

const get = (kind: Carrier) =>
  query({
    name: `finance.get${kind.name}`,
    permission: `finance.${kind.document}.read`,
    input: carrierRef,
    output: carrierOut,
    handler: async (ctx, { id }) => {
      const [row] = await ctx.sql<z.input<typeof carrierOut>[]>`
        select d.id, d.company_id as "companyId", d.code, d.name, d.owner_id as "ownerId", m.name as "ownerName",
          d.valid_from as "validFrom", d.valid_to as "validTo", d.status, d.version
        from ${ctx.sql(kind.document)} d left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.owner_id
        where d.tenant_id = ${ctx.tenantId} and d.id = ${id}`
      if (!row) throw notFound(kind.document)
      return row
    },
  })

/** For a lookup by code or name, or by ids; those in use first, twenty at most unless ids are given. */
const options = (kind: Carrier) =>
  query({
    name: `finance.${kind.document === 'project' ? 'projectOptions' : 'costCenterOptions'}`,
    permission: `finance.${kind.document}.read`,
    input: carrierOptionsInput,
    output: z.array(carrierOption),
    handler: async ({ sql: run, tenantId }, { companyId, text, ids }) => {
      const wanted = ids
        ? run`and id = any(${ids}::uuid[])`
        : run`and (code ilike ${likePattern(text)} or name ilike ${likePattern(text)})`
      return run<z.input<typeof carrierOption>[]>`
        select id, code, name, status = 'active' as active from ${run(kind.document)}
        where tenant_id = ${tenantId} and company_id = ${companyId} ${wanted}
        order by status = 'active' desc, lower(code) = lower(${text}) desc, code limit ${ids ? 500 : 20}`
    },
  })

const list = (kind: Carrier, definition: typeof costCenterList) =>
  listQueries({
    definition,
    name: `finance.list${kind.name}s`,
    permission: `finance.${kind.document}.read`,
    from: sql`${kind.from} left join membership m on m.tenant_id = d.tenant_id and m.user_id = d.owner_id`,
    where: (ctx) => sql`d.tenant_id = ${ctx.tenantId}`,
    columns: {
      code: sql`d.code`,
      name: sql`d.name`,
      owner: sql`m.name`,
      validFrom: sql`d.valid_from`,
      validTo: sql`d.valid_to`,
      status: sql`d.status`,
    },
    nullable: ['owner', 'validFrom', 'validTo'],
    extra: { companyId: sql`d.company_id` },
    id: sql`d.id`,
    search: [sql`d.code`, sql`d.name`],
  })

export const createCostCenter = create(costCenters)
export const updateCostCenter = update(costCenters)
export const getCostCenter = get(costCenters)
export const costCenterOptions = options(costCenters)
export const listCostCenters = list(costCenters, costCenterList)
export const createProject = create(projects)
export const updateProject = update(projects)
export const getProject = get(projects)
export const projectOptions = options(projects)
export const listProjects = list(projects, projectList)
