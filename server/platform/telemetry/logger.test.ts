import { expect, it } from 'vitest'
import { createLogger, requestIdFrom } from './logger'

const capture = (level = 'info') => {
  const lines: string[] = []
  const log = createLogger(level, { json: true, destination: { write: (line) => void lines.push(line) } })
  return { log, lines }
}

it('writes JSON with a readable level and time, and keeps to the level', () => {
  const { log, lines } = capture('warn')
  log.info('too quiet')
  log.warn({ requestId: 'r-1' }, 'heard')
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', msg: 'heard', requestId: 'r-1' })
  expect(JSON.parse(lines[0] ?? '').time).toMatch(/^\d{4}-\d\d-\d\dT/)
})

it('never writes secrets, at any level of an input', () => {
  const { log, lines } = capture()
  const secret = 'hunter2'
  log.info({ password: secret, headers: { authorization: secret, cookie: secret, 'set-cookie': secret } })
  log.info({ input: { user: { newPassword: secret, totpSecret: secret } }, req: { headers: { cookie: secret } } })
  const error = Object.assign(new Error('duplicate key'), { parameters: [secret], args: [secret] })
  log.error({ err: error }, 'failed')
  expect(lines.join('')).not.toContain(secret)
  expect(lines.join('')).toContain('duplicate key')
})

it('echoes only harmless request ids', () => {
  expect(requestIdFrom('abcDEF-123456')).toBe('abcDEF-123456')
  expect(requestIdFrom('a\r\nx: y-1234567')).toMatch(/^[0-9a-f-]{36}$/)
  expect(requestIdFrom(null)).toMatch(/^[0-9a-f-]{36}$/)
})
