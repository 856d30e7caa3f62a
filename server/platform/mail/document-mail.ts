import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import type { Id } from '@/server/kernel/ids'
import type { CommandContext } from '../commands/context'
import type { Call } from '../commands/runner'
import { systemActor } from '../identity/actor'
import { type Mail, sendMail } from './mailer'

/** A document that goes out by mail: to whom, about what. */
export interface DocumentMail {
  /** What the module called it when it registered how it is written: `purchase_order`. */
  readonly kind: string
  readonly documentId: Id
  readonly address: string
  /** The party that gets it, where one document goes to several. */
  readonly recipientId?: Id | null
}
/** Writes the mail; undefined = it is not to be sent any more (the document was taken back meanwhile). */
type Compose = (call: Call, mail: DocumentMail) => Promise<Mail | undefined>

// One map a process: Next compiles routes and pages into several module graphs that share `globalThis`.
const store = globalThis as { keelDocumentMails?: Map<string, Compose> }
const known = (): Map<string, Compose> => {
  store.keelDocumentMails ??= new Map()
  return store.keelDocumentMails
}

/** Says how documents of a kind are written to people. Called by the module that owns them. */
export function registerDocumentMail(kind: string, compose: Compose): void {
  known().set(kind, compose)
}

/** Puts a mail into the queue, in this transaction; `key` names it, so that the same one is not queued twice. */
export async function queueDocumentMail(ctx: CommandContext, mail: DocumentMail, key: string): Promise<void> {
  await ctx.sql`select enqueue_job('mail_document', ${JSON.stringify(mail)}::json, ${key})`
}

const job = z.object({
  tenantId: idField,
  payload: z.object({
    kind: z.string(),
    documentId: idField,
    address: z.string(),
    recipientId: idField.nullish().transform((id) => id ?? null),
  }),
})

/** The job `mail_document`. Throws when the mail was not taken, so that the queue tries again. */
export async function mailDocument(raw: unknown): Promise<void> {
  const { tenantId, payload } = job.parse(raw)
  const compose = known().get(payload.kind)
  if (!compose) throw new Error(`no mail is written of ${payload.kind}`)
  const mail = await compose({ actor: systemActor(tenantId) }, payload)
  if (mail) await sendMail(mail)
}
