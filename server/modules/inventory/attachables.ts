import type { Id } from '@/server/kernel/ids'
import { attachable, rowOf } from '@/server/platform/files/documents'

/** What can be commented on and carry files in inventory. */
for (const table of ['stock_adjustment', 'stock_transfer', 'stock_count', 'stock_revaluation'])
  attachable(table, { permission: `inventory.${table}.read`, find: rowOf(table, 'number') })

for (const table of ['item', 'lot'])
  attachable(table, {
    permission: `inventory.${table}.read`,
    find: async ({ sql, tenantId }, id) => {
      const [row] = await sql<{ createdBy: Id | null; label: string }[]>`
        select created_by as "createdBy", code as label from ${sql(table)} where tenant_id = ${tenantId} and id = ${id}`
      return row && { ...row, companyId: null }
    },
  })
