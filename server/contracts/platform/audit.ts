import { z } from 'zod'
import { idField } from './field'
import { defineListColumns } from './list'

/** The audit log as a list. */
export const auditList = defineListColumns({
  name: 'audit',
  messages: 'audit',
  columns: {
    at: { type: 'instant' },
    actor: { type: 'text' },
    actorKind: {
      type: 'enum',
      values: ['user', 'token', 'system', 'guest'],
      enumLabels: 'audit.actorKinds',
      hidden: true,
    },
    action: { type: 'text', groupable: true },
    document: { type: 'text', groupable: true },
    label: { type: 'text' },
    company: { type: 'text', hidden: true },
    sealed: { type: 'boolean', sortable: false },
  },
  defaultSort: [{ column: 'at', direction: 'desc' }],
})

export const auditEntry = z.object({
  id: idField,
  at: z.string(),
  actor: z.string().nullable(),
  actorKind: z.enum(['user', 'token', 'system', 'guest']),
  action: z.string(),
  before: z.unknown(),
  after: z.unknown(),
})

export const activityInput = z.strictObject({
  document: z.string().max(60),
  documentId: idField,
  /** Entries before this one, for the next page. */
  before: idField.optional(),
})

export const chainReport = z.object({
  sealed: z.int(),
  waiting: z.int(),
  head: z.object({ sequence: z.int(), hash: z.string() }).nullable(),
  broken: z
    .object({
      kind: z.enum(['changed', 'deleted', 'link_missing', 'inserted', 'cut_off']),
      sequence: z.int().nullable(),
      auditId: idField.nullable(),
    })
    .nullable(),
})
export const anchorInput = z.strictObject({
  anchor: z.strictObject({ sequence: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
})
