import type { Id } from '@/server/kernel/ids'
import type { CommandContext, QueryContext } from '@/server/platform/commands/context'
import { remembered as kept, readsAfresh } from '@/server/platform/remembered'

type Load<T> = (ctx: QueryContext, companyId: Id) => Promise<T>

/** To be called before masters of finance are changed: this transaction reads afresh, and every process forgets at its commit. */
export function changesMasters(ctx: CommandContext): void {
  readsAfresh(ctx)
  ctx.announce('config', { area: 'finance' })
}

/** Keeps what `load` gave for a company in the process's memory until a change is announced. */
export const remembered = <T>(load: Load<T>): Load<T> => kept((companyId: Id) => companyId, load)
