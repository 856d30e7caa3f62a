import { z } from 'zod'
import { idField, text, versionField } from './field'

export const severities = ['info', 'warning', 'critical'] as const
export const alertMailChoices = ['never', ...severities] as const

/** An address that webhooks may be sent to: https, or http where the operator allows private addresses. */
const webhookUrl = z
  .url({ error: 'validation.url', protocol: /^https?$/ })
  .max(500)
  .refine(
    (v) => {
      if (!URL.canParse(v)) return false
      const { username, password, hash } = new URL(v)
      return username === '' && password === '' && hash === ''
    },
    { error: 'validation.url' },
  )

const fields = { name: text(80), url: webhookUrl, minSeverity: z.enum(severities), active: z.boolean() }
export const createWebhookInput = z.strictObject(fields)
export const updateWebhookInput = z.strictObject({ id: idField, version: versionField, ...fields })
export const webhookRef = z.strictObject({ id: idField })

export const webhookView = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  minSeverity: z.enum(severities),
  active: z.boolean(),
  lastAt: z.string().nullable(),
  lastStatus: z.number().nullable(),
  lastError: z.string().nullable(),
  failures: z.number(),
  version: z.int(),
})
export type WebhookView = z.infer<typeof webhookView>
