import { initTRPC } from '@trpc/server'
import type { z } from 'zod'
import '@/server/composition'
import { AppError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import * as procurement from '@/server/modules/procurement'
import type { CommandDefinition, QueryDefinition } from '@/server/platform/commands/command'
import { runCommand, runQuery } from '@/server/platform/commands/runner'
import { underFlags } from '@/server/platform/flags/flags'
import { type Actor, guestActor } from '@/server/platform/identity/actor'
import { readPortalToken } from '@/server/platform/identity/portal-link'
import { countAttempt, linkAddressLimit, linkChangeLimit, linkUseLimit } from '@/server/platform/identity/throttle'
import { pools } from '@/server/platform/pools'
import type { RequestContext } from './context'
import { formatError, toTrpcError } from './error-map'

/** A request that comes with a supplier's link instead of a session. */
export interface PortalContext extends Pick<RequestContext, 'requestId' | 'idempotencyKey'> {
  readonly token: string
  readonly ip: string | null
  /** Fixed instant for tests. */
  readonly now?: Date
  guest?: Promise<Admitted>
}
type Guest = Awaited<
  ReturnType<typeof runQuery<typeof procurement.guestOfLink.input, typeof procurement.guestOfLink.output>>
>
interface Admitted {
  readonly actor: Actor
  readonly guest: Guest
}

const KEY = /^[\w.:-]{8,200}$/
/** The link comes in a header, so that no log keeps it. */
export function portalContext(headers: Pick<Headers, 'get'>, token?: string): PortalContext {
  const key = headers.get('idempotency-key')
  return {
    requestId: newId(),
    idempotencyKey: key && KEY.test(key) ? key : null,
    token: token ?? headers.get('x-portal-token') ?? '',
    ip: headers.get('x-forwarded-for')?.split(',').pop()?.trim() || null,
  }
}

/** One answer for a link that never was, has expired or was revoked; whoever tries many of them waits. */
async function refused(ip: string | null): Promise<never> {
  await countAttempt(pools.auth, [linkAddressLimit(ip ?? 'unknown')])
  throw new AppError('not_found', 'procurement.portal_link')
}

async function admitted({ token, ip, now }: PortalContext): Promise<Admitted> {
  const link = readPortalToken(token)
  if (!link) return refused(ip)
  await countAttempt(pools.auth, [linkUseLimit(link.id)])
  const stranger = underFlags(guestActor(link, { name: '', companies: '*' }, ['procurement.portal.enter']))
  const guest = await runQuery(procurement.guestOfLink, {}, { actor: stranger, ...(now && { now }) }).catch(
    (error: unknown) => {
      if (error instanceof AppError && error.kind === 'not_found') return refused(ip)
      throw error
    },
  )
  const { supplierId, companyId, supplierName: name } = guest
  return {
    guest,
    actor: underFlags(guestActor(link, { name, supplierId, companies: [companyId] }, procurement.PORTAL_PERMISSIONS)),
  }
}

/** Who calls, looked up once a request: a revoked link opens nothing from the next one on. */
async function admit(ctx: PortalContext): Promise<Admitted> {
  ctx.guest ??= admitted(ctx)
  return ctx.guest
}

const t = initTRPC.context<PortalContext>().create({ errorFormatter: formatError })
const untouched =
  <S extends z.ZodType>(_schema: S) =>
  (raw: unknown) =>
    raw as z.input<S>
const told = (error: unknown, ctx: PortalContext, name: string) => toTrpcError(error, ctx, name)
const call = ({ requestId, now }: PortalContext) => ({ requestId, ...(now && { now }) })

const query = <I extends z.ZodType, O extends z.ZodType>(definition: QueryDefinition<I, O>) =>
  t.procedure.input(untouched(definition.input)).query(async ({ ctx, input }): Promise<z.output<O>> => {
    try {
      const { actor } = await admit(ctx)
      return (await runQuery(definition, input, { actor, ...call(ctx) })) as z.output<O>
    } catch (error) {
      throw told(error, ctx, definition.name)
    }
  })

const mutation = <I extends z.ZodType, O extends z.ZodType>(definition: CommandDefinition<I, O>) =>
  t.procedure.input(untouched(definition.input)).mutation(async ({ ctx, input }): Promise<z.output<O>> => {
    try {
      const { actor } = await admit(ctx)
      await countAttempt(pools.auth, [linkChangeLimit(actor.userId)])
      const { idempotencyKey } = ctx
      return (await runCommand(definition, input, { actor, ...call(ctx), idempotencyKey })) as z.output<O>
    } catch (error) {
      throw told(error, ctx, definition.name)
    }
  })

/** Everything that a supplier's link opens; there is no other door for it. */
export const portalRouter = t.router({
  orders: query(procurement.portalOrders),
  order: query(procurement.portalOrder),
  confirm: mutation(procurement.portalConfirmOrder),
  announce: mutation(procurement.announceShipment),
  withdraw: mutation(procurement.withdrawShipment),
  requests: query(procurement.portalRequests),
  request: query(procurement.portalRequest),
  quote: mutation(procurement.portalQuote),
  decline: mutation(procurement.portalDecline),
  invoices: query(procurement.portalInvoices),
  invoiceOrder: mutation(procurement.portalInvoiceOrder),
  sendInvoice: mutation(procurement.portalSendInvoice),
})
export type PortalRouter = typeof portalRouter
export const createPortalCaller = t.createCallerFactory(portalRouter)

/** Opens the page of a link: who it is for, with a trace left; null when it opens nothing, 'throttled' when too many were tried. */
export async function openPortalPage(ctx: PortalContext): Promise<Guest | 'throttled' | null> {
  try {
    const { actor, guest } = await admit(ctx)
    await runCommand(procurement.openPortal, {}, { actor, ...call(ctx) })
    return guest
  } catch (error) {
    if (error instanceof AppError && error.kind === 'throttled') return 'throttled'
    if (error instanceof AppError && error.kind === 'not_found') return null
    throw error
  }
}
