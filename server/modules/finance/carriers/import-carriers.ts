import { z } from 'zod'
import { createCarrierInput } from '@/server/contracts/finance/carrier'
import { code, text } from '@/server/contracts/platform/field'
import type { Id } from '@/server/kernel/ids'
import { dateCell } from '@/server/platform/imports/cells'
import { registerImporter } from '@/server/platform/imports/importer'
import { createCostCenter, createProject } from './carrier.commands'

interface Known {
  readonly codes: ReadonlySet<string>
  /** User id of a member by e-mail address. */
  readonly owners: ReadonlyMap<string, Id>
}

const importer = (kind: 'cost_centers' | 'projects', table: string, create: typeof createCostCenter, zh: string[]) =>
  registerImporter({
    kind,
    permission: create.permission ?? '',
    columns: [
      { key: 'code', required: true, aliases: ['number', '编码', '编号', ...zh.map((w) => `${w}编码`)] },
      { key: 'name', required: true, aliases: ['description', '名称', ...zh.map((w) => `${w}名称`), ...zh] },
      { key: 'owner', aliases: ['responsible', 'manager', 'owner e-mail', '负责人', '负责人邮箱'] },
      { key: 'validFrom', aliases: ['valid from', 'start', 'start date', '生效日期', '开始日期'] },
      { key: 'validTo', aliases: ['valid to', 'end', 'end date', '失效日期', '结束日期'] },
    ],
    keys: ['code'],
    row: z.object({
      code: code(20),
      name: text(120),
      owner: z.string().trim().toLowerCase().max(254).optional(),
      validFrom: dateCell.optional(),
      validTo: dateCell.optional(),
    }),
    resolve: async (ctx, companyId, rows): Promise<Known> => {
      const codes = rows.map((r) => r.values.code)
      const emails = rows.flatMap((r) => r.values.owner ?? [])
      const [known, members] = await Promise.all([
        ctx.sql<{ code: string }[]>`
          select code from ${ctx.sql(table)} where tenant_id = ${ctx.tenantId} and company_id = ${companyId}
            and code = any(${codes}::text[])`,
        ctx.sql<{ email: string; userId: Id }[]>`
          select lower(email) as email, user_id as "userId" from membership
          where tenant_id = ${ctx.tenantId} and lower(email) = any(${emails}::text[])`,
      ])
      return { codes: new Set(known.map((k) => k.code)), owners: new Map(members.map((m) => [m.email, m.userId])) }
    },
    known: (values, { codes }) => codes.has(values.code),
    check: ({ values }, { owners }) => [
      ...(values.owner && !owners.has(values.owner) ? [{ field: 'owner', code: 'common.reference', params: {} }] : []),
      ...(values.validFrom && values.validTo && values.validTo < values.validFrom
        ? [{ field: 'validTo', code: 'finance.range_backwards', params: {} }]
        : []),
    ],
    write: async (ctx, companyId, rows, { owners }) => {
      for (const { values } of rows) {
        const { owner, ...fields } = values
        const input = createCarrierInput.parse({ companyId, ...fields, ownerId: owner ? owners.get(owner) : null })
        await create.handler(ctx, input, undefined, () => undefined)
      }
    },
  })

importer('cost_centers', 'cost_center', createCostCenter, ['成本中心'])
importer('projects', 'project', createProject, ['项目'])
