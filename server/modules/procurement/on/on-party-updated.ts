import { reaction } from '@/server/platform/events/reaction'

/** A supplier is listed by its party's name: it follows when that changes. Documents keep the name they were made with. */
export const onPartyUpdated = reaction({
  name: 'procurement.supplier-name',
  on: ['finance.party.updated'],
  handler: async (ctx, event) => {
    await ctx.sql`
      update supplier set name = ${event.payload.name}, version = version + 1, updated_at = now()
      where tenant_id = ${ctx.tenantId} and party_id = ${event.documentId} and name <> ${event.payload.name}`
  },
})
