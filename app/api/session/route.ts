import { requestOrigin } from '@/server/api/auth'
import { deviceSession } from '@/server/api/device-session'

/** Bearer sign-in of the mobile companion, and its end. No cookie is read or set. */
const serve = async (request: Request): Promise<Response> => {
  const { status, body } = await deviceSession(
    request.method,
    request.headers.get('authorization'),
    () => request.json(),
    await requestOrigin(),
  )
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } })
}

export { serve as DELETE, serve as POST }
