import { createTransport, type Transporter } from 'nodemailer'
import { config } from '../config'

export interface Mail {
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly body: Buffer }[]
}

let transport: Transporter | undefined

/** The sender: `from` of SMTP_URL (`?from=keel@example.com`), else its user, else no-reply at Keel's own host. */
function sender(smtpUrl: string): string {
  const url = new URL(smtpUrl)
  const user = decodeURIComponent(url.username)
  return (
    url.searchParams.get('from') ?? (user.includes('@') ? user : `no-reply@${new URL(config().publicUrl).hostname}`)
  )
}

/** Sends one mail through SMTP_URL; throws when it is not taken, so that a job tries again. Never from inside a transaction. */
export async function sendMail({ to, subject, text, attachments = [] }: Mail): Promise<void> {
  const { smtpUrl } = config()
  if (!smtpUrl) throw new Error('SMTP_URL is not set')
  transport ??= createTransport(smtpUrl)
  await transport.sendMail({
    from: { name: 'Keel', address: sender(smtpUrl) },
    to,
    subject,
    text,
    attachments: attachments.map((a) => ({ filename: a.name, contentType: a.type, content: a.body })),
  })
}
