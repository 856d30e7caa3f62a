import type { z } from 'zod'
import type { deviceSignInInput } from '@/server/contracts/platform/identity'
import { AppError } from '@/server/kernel/errors'
import { newId } from '@/server/kernel/ids'
import { signInDevice } from '@/server/platform/identity/device-sign-in'
import { signOut } from '@/server/platform/identity/sign-in'
import type { Origin } from '@/server/platform/identity/start-session'
import { requestLogger } from '@/server/platform/telemetry/logger'
import { STATUS } from './status'

export interface Answer {
  readonly status: number
  readonly body: object
}

/**
 * `POST` signs a device in with a JSON body (contracts `deviceSignInInput`) and answers with its bearer token; `DELETE` with that
 * token ends it. The same on the web's address and on the API process.
 */
export async function deviceSession(
  method: string | undefined,
  authorization: string | null,
  json: () => Promise<unknown>,
  origin: Origin,
): Promise<Answer> {
  try {
    if (method === 'POST') {
      const raw = (await json()) as z.input<typeof deviceSignInInput>
      return { status: 200, body: await signInDevice(raw, origin) }
    }
    if (method !== 'DELETE')
      return { status: 405, body: { error: { code: 'common.not_found', params: {}, issues: [] } } }
    if (!authorization?.startsWith('Bearer ')) throw new AppError('unauthenticated', 'common.unauthenticated')
    await signOut(authorization.slice(7).trim())
    return { status: 200, body: { done: true } }
  } catch (error) {
    if (error instanceof AppError)
      return {
        status: STATUS[error.kind],
        body: { error: { code: error.code, params: error.params, issues: error.issues } },
      }
    if (error instanceof SyntaxError)
      return { status: 400, body: { error: { code: 'validation.invalid', params: {}, issues: [] } } }
    const requestId = newId()
    requestLogger(requestId).error({ err: error }, 'device sign-in failed')
    return { status: 500, body: { error: { code: 'common.internal', params: {}, issues: [], requestId } } }
  }
}
