import { createHmac } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { config } from '../config'
import { isPublicAddress, publicLookup } from './public-address'

const TIMEOUT_MS = 10_000

/**
 * The value of the `Keel-Signature` header: `t=<seconds>,v1=<hex HMAC-SHA-256 of "<t>.<body>">`. The receiver computes it with the secret
 * and refuses old times, so that a call can neither be forged nor repeated.
 */
export const signatureOf = (secret: string, body: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

export interface Call {
  readonly url: string
  readonly secret: string
  /** The same for every attempt: receivers tell repetitions by it. */
  readonly id: string
  readonly body: string
  readonly now: Date
}

/** Posts one signed call; answers its HTTP status. Throws when nobody answers in ten seconds or the address is not public. */
export function callWebhook({ url, secret, id, body, now }: Call): Promise<number> {
  const target = new URL(url)
  const guarded = config().nodeEnv === 'production'
  const host = target.hostname.replace(/^\[|\]$/g, '')
  // A literal address is not looked up, so it is checked here.
  if (guarded && isIP(host) && !isPublicAddress(host)) throw new Error(`${host} is not a public address`)
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const call = send(
      target,
      {
        method: 'POST',
        timeout: TIMEOUT_MS,
        ...(guarded && { lookup: publicLookup }),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Keel',
          'keel-delivery': id,
          'keel-signature': signatureOf(secret, body, Math.floor(now.getTime() / 1000)),
        },
      },
      (answer) => {
        answer.resume()
        answer.on('end', () => resolve(answer.statusCode ?? 0))
        answer.on('error', reject)
      },
    )
    call.on('timeout', () => call.destroy(new Error('no answer in ten seconds')))
    call.on('error', reject)
    call.end(body)
  })
}
