import { and, asc, eq } from 'drizzle-orm'
import { delivery, deliveryLine } from '@/db/schema/sales'
import { deliveryMachine } from '@/server/contracts/sales/delivery'
import type { Id } from '@/server/kernel/ids'
import type { DocumentKind, RowOf } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import type { DeliveryLineRow } from './plan-delivery'

export type DeliveryRow = RowOf<typeof delivery>

export const deliveryKind: DocumentKind<
  typeof delivery,
  (typeof deliveryMachine.states)[number],
  keyof typeof deliveryMachine.transitions
> = { type: 'delivery', table: delivery, machine: deliveryMachine, label: (row) => row.number }

export const deliveryLines = (ctx: QueryContext, id: Id): Promise<DeliveryLineRow[]> =>
  ctx.tx
    .select()
    .from(deliveryLine)
    .where(and(eq(deliveryLine.tenantId, ctx.tenantId), eq(deliveryLine.deliveryId, id)))
    .orderBy(asc(deliveryLine.position))
    .then((rows) => rows)

export const deliveryResult = (row: DeliveryRow, status: string) => ({
  id: row.id,
  number: row.number,
  status,
  version: row.version + 1,
})
