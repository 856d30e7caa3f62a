import { z } from 'zod'
import en from '@/messages/en/identity.json'
import zh from '@/messages/zh/identity.json'
import { idField } from '@/server/contracts/platform/field'
import { sendMail } from '../mail/mailer'
import { pools } from '../pools'
import { invitationUrl } from './invitation-link'

const job = z.object({
  tenantId: idField,
  payload: z.object({
    invitationId: idField,
    email: z.string(),
    name: z.string(),
    invitedBy: z.string(),
    locale: z.enum(['en', 'zh']),
  }),
})

const words = { en: en.identity.invitation, zh: zh.identity.invitation }
const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole)

/** The job `send_invitation`: mails the link, unless the invitation has been accepted or taken back meanwhile. */
export async function mailInvitation(raw: unknown): Promise<void> {
  const { tenantId, payload } = job.parse(raw)
  const [open] = await pools.auth<{ tenant: string }[]>`
    select t.name as tenant from invitation i join tenant t on t.id = i.tenant_id
     where i.tenant_id = ${tenantId} and i.id = ${payload.invitationId} and i.accepted_at is null and i.revoked_at is null`
  if (!open) return
  const values = {
    name: payload.name,
    person: payload.invitedBy,
    tenant: open.tenant,
    url: invitationUrl(tenantId, payload.invitationId),
  }
  const { mailSubject, mailText } = words[payload.locale]
  await sendMail({
    to: { name: payload.name, address: payload.email },
    subject: fill(mailSubject, values),
    text: fill(mailText, values),
  })
}
