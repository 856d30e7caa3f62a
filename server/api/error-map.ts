import { type TRPCDefaultErrorShape, TRPCError } from '@trpc/server'
import { AppError, type ErrorKind, type ErrorParams, type FieldIssue } from '@/server/kernel/errors'
import { logger } from '@/server/platform/telemetry/logger'
import type { RequestContext } from './context'

type TrpcCode = ConstructorParameters<typeof TRPCError>[0]['code']

const CODES: Record<ErrorKind, TrpcCode> = {
  validation: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  illegal_transition: 'CONFLICT',
  rule_blocked: 'PRECONDITION_FAILED',
  approval_needed: 'PRECONDITION_FAILED',
  throttled: 'TOO_MANY_REQUESTS',
  unavailable: 'SERVICE_UNAVAILABLE',
}

/** What a refusal looks like on the wire: a code of the message catalogue, its params, the fields concerned. */
export interface WireError {
  kind: ErrorKind | 'internal'
  code: string
  params: ErrorParams
  issues: readonly FieldIssue[]
  details?: unknown
  requestId?: string
}

/** A refusal keeps its name; anything else is logged with the request id and told as `common.internal`, without internals. */
export function toTrpcError(error: unknown, ctx: Pick<RequestContext, 'requestId'>, procedure: string): TRPCError {
  if (error instanceof AppError) return new TRPCError({ code: CODES[error.kind], message: error.code, cause: error })
  logger.error({ err: error, requestId: ctx.requestId, procedure }, 'procedure failed')
  const cause = Object.assign(new Error('internal'), { requestId: ctx.requestId })
  return new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'common.internal', cause })
}

export function formatError({ shape, error }: { shape: TRPCDefaultErrorShape; error: TRPCError }) {
  const { cause } = error
  const wire: WireError =
    cause instanceof AppError
      ? { kind: cause.kind, code: cause.code, params: cause.params, issues: cause.issues, details: cause.details }
      : {
          kind: 'internal',
          code: error.code === 'INTERNAL_SERVER_ERROR' ? 'common.internal' : 'common.bad_request',
          params: {},
          issues: [],
        }
  if (cause && 'requestId' in cause) wire.requestId = String(cause.requestId)
  return {
    message: wire.code,
    code: shape.code,
    data: { code: error.code, httpStatus: shape.data.httpStatus, path: shape.data.path, error: wire },
  }
}

/** The header that tells a caller who called too often when to come again. */
export function retryHeaders(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.flatMap(({ cause }) =>
    cause instanceof AppError && cause.kind === 'throttled' ? Number(cause.params.seconds ?? 30) : [],
  )
  return seconds.length > 0 ? { 'retry-after': String(Math.max(...seconds)) } : {}
}
