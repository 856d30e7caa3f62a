import { z } from 'zod'
import { financeEvents } from './finance/events'
import { inventoryEvents } from './inventory/events'
import { procurementEvents } from './procurement/events'
import { salesEvents } from './sales/events'

/**
 * What happens in Keel, by name: `module.document.happened`. The payload is what reactions and webhooks need beyond the
 * document's id. Each module declares its events in `<module>/events.ts` and they meet here.
 */
export const events = {
  'platform.rule.blocked': z.object({
    document: z.string(),
    trigger: z.string(),
    rules: z.array(z.string()),
  }),
  /** A new matter, or one that was done and has come up again. */
  'platform.alert.raised': z.object({ severity: z.enum(['info', 'warning', 'critical']), kind: z.string() }),
  ...financeEvents,
  ...salesEvents,
  ...inventoryEvents,
  ...procurementEvents,
} as const satisfies Record<string, z.ZodType>

export type EventName = keyof typeof events
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>

/** An event as it reaches a reaction. */
export interface DeliveredEvent<N extends EventName = EventName> {
  readonly id: string
  readonly tenantId: string
  readonly type: N
  readonly companyId: string | null
  readonly document: string
  readonly documentId: string
  readonly actorId: string | null
  readonly at: string
  readonly payload: EventPayload<N>
}
