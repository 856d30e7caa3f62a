import { boolean, integer, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, stamps, tenantTable } from '../../columns'

const severities = ['info', 'warning', 'critical'] as const

/** From which severity on a person gets alerts by mail; without a row: critical ones. */
export const notificationSetting = tenantTable(
  'notification_setting',
  {
    userId: uuid('user_id').notNull(),
    alertMail: text('alert_mail', { enum: ['never', ...severities] }).notNull(),
    ...stamps,
  },
  (t) => [unique('notification_setting_user').on(t.tenantId, t.userId)],
)

/** Where alerts are sent to, signed. How the last calls went is kept by the worker. */
export const webhook = tenantTable(
  'webhook',
  {
    name: text('name').notNull(),
    url: text('url').notNull(),
    /** What calls are signed with, sealed with the tenant's key. */
    sealed: text('sealed').notNull(),
    minSeverity: text('min_severity', { enum: severities }).notNull(),
    active: boolean('active').notNull().default(true),
    lastAt: instant('last_at'),
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
    failures: integer('failures').notNull().default(0),
    ...stamps,
  },
  (t) => [unique('webhook_name').on(t.tenantId, t.name)],
)
