import '@/server/composition'

/** What Next's route handlers need of the API. */
export { sessionCookieToken } from '@/server/platform/identity/cookie'
export { requestContext } from './context'
export { retryHeaders } from './error-map'
export { appRouter } from './root'
