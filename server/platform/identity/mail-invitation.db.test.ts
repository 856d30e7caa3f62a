import { createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { newId } from '@/server/kernel/ids'
import { runCommand, runQuery } from '../commands/runner'
import { reloadConfig } from '../config'
import { closePools, pools } from '../pools'
import { invitationLink, invitePerson, revokeInvitation } from './invitations'
import { mailInvitation } from './mail-invitation'
import { listRoles } from './roles'
import { resolveActor } from './session'
import { signUp } from './sign-up'

/** A mail server that takes everything and remembers it. */
const received: string[] = []
const converse = (socket: Socket) => {
  let body: string[] | null = null
  const reply = (line: string) => socket.write(`${line}\r\n`)
  reply('220 test')
  socket.on('data', (chunk) => {
    for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
      if (body) {
        if (line === '.') {
          received.push(body.join('\n'))
          body = null
          reply('250 taken')
        } else body.push(line)
      } else if (line.startsWith('DATA')) {
        body = []
        reply('354 go on')
      } else reply(line.startsWith('QUIT') ? '221 bye' : '250 ok')
    }
  })
}
const server = createServer(converse)

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${port}?from=keel@example.com`)
  reloadConfig()
})
afterAll(async () => {
  server.close()
  await closePools()
})

it('mails the link of an open invitation from the job that the command leaves, and of no other', async () => {
  const email = `m-${newId().slice(-12)}@example.com`
  const origin = { ip: null, userAgent: null }
  const made = await signUp({ name: 'Mia', email, password: 'nine purple wagons', organisation: 'Mail & Co' }, origin)
  const actor = await resolveActor({ token: made.token, tenantSlug: made.slug })
  if (!actor) throw new Error('nobody')
  const { rows } = await runQuery(listRoles, {}, { actor })
  const auditor = rows.find((row) => row.code === 'auditor')?.id
  const input = { email: 'ivo@example.com', name: 'Ivo', roleIds: [auditor] }
  const { id, mailed } = await runCommand(invitePerson, input, { actor })
  expect(mailed).toBe(true)
  const [job] = await pools.system<{ payload: unknown }[]>`
    select payload from graphile_worker._private_jobs where key = ${`invitation-${id}`}`
  await mailInvitation(job?.payload)
  const { url } = await runQuery(invitationLink, { id }, { actor })
  const [mail] = received.map((raw) => raw.replace(/=\n/g, '').replace(/=3D/g, '='))
  expect(mail).toContain('Subject: Mia invites you to Mail & Co')
  expect(mail).toContain('From: Keel <keel@example.com>')
  expect(mail).toContain(url)
  await runCommand(revokeInvitation, { id }, { actor })
  await mailInvitation(job?.payload)
  expect(received).toHaveLength(1)
})
