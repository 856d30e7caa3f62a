import { hostname } from 'node:os'
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino'
import { config } from '../config'

const secretNames = [
  'password',
  'newPassword',
  'currentPassword',
  'passwordHash',
  'token',
  'tokenHash',
  'accessToken',
  'refreshToken',
  'secret',
  'totpSecret',
  'apiKey',
  'authorization',
  'cookie',
]
const quoted = [...secretNames.map((name) => `["${name}"]`), '["set-cookie"]']
/** At the top and up to three levels down: a request, an input, a line of it. */
const redactPaths = ['', '*', '*.*', '*.*.*'].flatMap((prefix) => quoted.map((name) => prefix + name))

/** Database drivers hang the statement's values on their errors; those are customers' data. */
function serializeError(error: Error): object {
  const { parameters: _p, args: _a, where: _w, ...shown } = pino.stdSerializers.err(error) as Record<string, unknown>
  return shown
}

/** For people at a terminal: one short line. */
function terminal(): DestinationStream {
  return {
    write(line: string) {
      const { level, time, msg, pid: _pid, hostname: _host, ...rest } = JSON.parse(line) as Record<string, unknown>
      const details = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : ''
      const at = String(time).slice(11, 19)
      process.stdout.write(`${at} ${String(level).toUpperCase().padEnd(5)} ${String(msg ?? '')}${details}\n`)
    },
  }
}

/** A logger with Keel's format and redaction; `destination` is for tests. */
export function createLogger(
  level: string,
  options: { json: boolean; destination?: DestinationStream } = { json: true },
): Logger {
  const settings: LoggerOptions = {
    level,
    base: { pid: process.pid, hostname: hostname() },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redactPaths, censor: '[redacted]' },
    serializers: { err: serializeError, error: serializeError },
  }
  const destination = options.destination ?? (options.json ? undefined : terminal())
  return destination ? pino(settings, destination) : pino(settings)
}

/** The process's logger: JSON lines in production, short lines otherwise; level from LOG_LEVEL. Secrets by name are never written. */
export const logger: Logger = createLogger(config().logLevel, { json: config().nodeEnv === 'production' })

/** A logger for one request: every line carries its id, which the caller also gets as `x-request-id`. */
export const requestLogger = (requestId: string, bindings: Record<string, string> = {}): Logger =>
  logger.child({ requestId, ...bindings })

/** Takes the caller's id when it is harmless to log and echo, else makes one. */
export function requestIdFrom(header: string | null | undefined): string {
  return header && /^[A-Za-z0-9._-]{8,64}$/.test(header) ? header : crypto.randomUUID()
}
