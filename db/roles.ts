/**
 * The database roles. None owns a table it uses, none bypasses row-level security.
 * - keel_app: the tenants' work (web, API, worker).  - keel_auth: sign-in, before a tenant is known.
 * - keel_system: the relay of events, the sealing of the audit chain, the job queue; across tenants, on those tables only.
 */
export const LOGIN_ROLES = ['keel_app', 'keel_auth', 'keel_system'] as const
export type LoginRole = (typeof LOGIN_ROLES)[number]
/** Owns every table; never logs in. */
export const OWNER_ROLE = 'keel_owner'
