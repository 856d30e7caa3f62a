import type { Actor } from './actor'

/** Who a token stands for in a tenant, or null: unknown, expired, revoked, not a member. Looked up on every request. */
export async function resolveActor(_request: { token: string; tenantSlug: string | null }): Promise<Actor | null> {
  return null
}
