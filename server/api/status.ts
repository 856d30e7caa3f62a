import type { AppError } from '@/server/kernel/errors'

/** The HTTP status of each kind of refusal, for routes that are not procedures. */
export const STATUS: Record<AppError['kind'], number> = {
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  illegal_transition: 409,
  rule_blocked: 412,
  approval_needed: 412,
  throttled: 429,
  unavailable: 503,
}
