import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

/** A mail server for a start without one: takes every mail on this machine and keeps it as a file. Returns its address. */
export async function catchMail(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let taken = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: 25_000_000,
    onData: async (stream, _session, done) => {
      try {
        const mail = await buffer(stream)
        const name = `${new Date().toISOString().replace(/[:.]/g, '-')}-${++taken}.eml`
        await writeFile(join(folder, name), mail, { mode: 0o600 })
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await new Promise((resolve) => listening.once('listening', resolve))
  const address = listening.address()
  if (typeof address !== 'object' || address === null) throw new Error('the mail catcher has no port')
  return `smtp://127.0.0.1:${address.port}?from=keel@localhost`
}
