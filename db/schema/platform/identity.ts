import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { amount, belongsTo, globalTable, instant, openTo, stamps, tenantTable } from '../../columns'

/**
 * A person, in as many tenants as invite them. Visible to the sign-in role only. No foreign key leads here from tenant
 * tables: a table without a tenant in the chain would keep its children from being distributed.
 */
export const userAccount = globalTable(
  'user_account',
  {
    id: uuid('id').primaryKey(),
    /** Lower case, trimmed. */
    email: text('email').notNull().unique(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    passwordChangedAt: instant('password_changed_at').notNull().defaultNow(),
    locale: text('locale', { enum: ['en', 'zh'] })
      .notNull()
      .default('en'),
    status: text('status', { enum: ['active', 'closed'] })
      .notNull()
      .default('active'),
    /** Encrypted; set up but not yet in force while `totpEnabledAt` is null. */
    totpSecret: text('totp_secret'),
    totpEnabledAt: instant('totp_enabled_at'),
    /** The last time step whose code was accepted: a code works once. */
    totpLastStep: bigint('totp_last_step', { mode: 'number' }),
    recoveryCodes: text('recovery_codes').array().notNull().default(sql`'{}'::text[]`),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  [{ role: 'keel_auth', rights: 'select, insert, update' }],
)

/** Someone signed in on a device, or a bearer token. The caller holds 32 random bytes, the row only their SHA-256. */
export const session = globalTable(
  'session',
  {
    id: uuid('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    kind: text('kind', { enum: ['web', 'token', 'mobile'] }).notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    /** The password was right, the second factor is still asked for: opens nothing else. */
    pending: boolean('pending').notNull().default(false),
    /** Of an API token: the one tenant that it opens, its name, and the permissions it is cut down to (null = all of its owner's). */
    tenantId: uuid('tenant_id'),
    name: text('name'),
    scopes: text('scopes').array(),
    /** Tenants in which it has been used: their administrators see it. */
    usedIn: uuid('used_in').array().notNull().default(sql`'{}'::uuid[]`),
    device: text('device'),
    ip: text('ip'),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** To the minute, not to the request. */
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  [{ role: 'keel_auth', rights: 'select, insert, update, delete' }],
  (t) => [index('session_user').on(t.userId), index('session_expiry').on(t.expiresAt)],
)

/** A link to choose a new password, mailed to its owner: works once and not for long. Only its SHA-256 is kept. */
export const passwordReset = globalTable(
  'password_reset',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => userAccount.id),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  [{ role: 'keel_auth', rights: 'select, insert, update, delete' }],
  (t) => [index('password_reset_user').on(t.userId)],
)

/** Failed sign-ins by account and by address (hashed), so that guessing slows down on every process at once. */
export const signInThrottle = globalTable(
  'sign_in_throttle',
  {
    key: text('key').primaryKey(),
    failures: integer('failures').notNull(),
    since: instant('since').notNull().defaultNow(),
    blockedUntil: instant('blocked_until'),
  },
  [{ role: 'keel_auth', rights: 'select, insert, update, delete' }],
)

/** A person's place in a tenant. Name and email are copies of the account's, for lists and histories of the tenant. */
export const membership = tenantTable(
  'membership',
  {
    userId: uuid('user_id').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    status: text('status', { enum: ['active', 'suspended'] })
      .notNull()
      .default('active'),
    /** Companies that may be entered; null = all, also later ones. */
    companies: uuid('companies').array(),
    /** The membership of the person one reports to: who approves first, and to whom what waits too long is taken. */
    managerId: uuid('manager_id'),
    ...stamps,
  },
  (t) => [
    unique('membership_user').on(t.tenantId, t.userId),
    belongsTo(t, t.managerId, () => t),
    check('membership_not_own_manager', sql`${t.managerId} <> ${t.id}`),
    index('membership_of_user').on(t.userId),
    openTo('membership', 'keel_auth', 'select, insert, update'),
  ],
)

/** A named set of permissions. System roles come with Keel and are changed by nobody but an upgrade. */
export const role = tenantTable(
  'role',
  {
    code: text('code').notNull(),
    name: text('name').notNull(),
    description: text('description'),
    system: boolean('system').notNull().default(false),
    ...stamps,
  },
  (t) => [unique('role_code').on(t.tenantId, t.code), openTo('role', 'keel_auth', 'select, insert')],
)

/** What a role may do: a permission or a pattern (`sales.*`), on which rows, up to which amount in base currency. */
export const rolePermission = tenantTable(
  'role_permission',
  {
    roleId: uuid('role_id').notNull(),
    permission: text('permission').notNull(),
    scope: text('scope', { enum: ['own', 'company', 'all'] }).notNull(),
    amountLimit: amount('amount_limit'),
  },
  (t) => [
    unique('role_permission_once').on(t.tenantId, t.roleId, t.permission),
    belongsTo(t, t.roleId, () => role).onDelete('cascade'),
    openTo('role_permission', 'keel_auth', 'select, insert'),
  ],
)

export const membershipRole = tenantTable(
  'membership_role',
  { membershipId: uuid('membership_id').notNull(), roleId: uuid('role_id').notNull() },
  (t) => [
    unique('membership_role_once').on(t.tenantId, t.membershipId, t.roleId),
    index('membership_role_role').on(t.tenantId, t.roleId),
    belongsTo(t, t.membershipId, () => membership).onDelete('cascade'),
    belongsTo(t, t.roleId, () => role),
    openTo('membership_role', 'keel_auth', 'select, insert'),
  ],
)

/** Lets one person in, once. The link is derived from the row's key and the installation's secret; nothing secret is stored. */
export const invitation = tenantTable(
  'invitation',
  {
    email: text('email').notNull(),
    name: text('name').notNull(),
    roleIds: uuid('role_ids').array().notNull(),
    /** Companies that may be entered; null = all. */
    companies: uuid('companies').array(),
    invitedByName: text('invited_by_name').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
    ...stamps,
  },
  (t) => [index('invitation_email').on(t.tenantId, t.email), openTo('invitation', 'keel_auth', 'select, update')],
)
