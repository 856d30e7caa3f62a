import { AppError, type ErrorParams } from '@/server/kernel/errors'
import type { ConstraintErrors } from './command'

interface DatabaseError {
  code: string
  message: string
  detail?: string
  constraint_name?: string
}

/** drizzle wraps the driver's error; the cause carries the SQLSTATE. */
function databaseError(error: unknown): DatabaseError | undefined {
  for (let e = error as { code?: unknown; cause?: unknown } | undefined; e; e = e.cause as typeof e)
    if (typeof e.code === 'string' && /^[0-9A-Z]{5}$/.test(e.code)) return e as DatabaseError
  return undefined
}

/**
 * Deadlock, serialisation failure, lock not available: the same command may run again. So may one that lost the race for
 * its idempotency key: run again, it finds the winner's answer.
 */
export function isRetryable(error: unknown): boolean {
  const db = databaseError(error)
  return (
    db !== undefined && (['40001', '40P01', '55P03'].includes(db.code) || db.constraint_name === 'idempotency_key_once')
  )
}

const params = (detail: string | undefined): ErrorParams => {
  try {
    return detail ? (JSON.parse(detail) as ErrorParams) : {}
  } catch {
    return {}
  }
}

/**
 * Turns a refusal of the database into the named error that the user sees; anything unforeseen is returned as it is.
 * Triggers refuse with `raise exception 'keel:<error code>'` and JSON params as detail.
 */
export function translateDatabaseError(error: unknown, constraints: ConstraintErrors = {}): unknown {
  const db = databaseError(error)
  if (!db) return error
  if (db.message.startsWith('keel:')) return new AppError('conflict', db.message.slice(5), params(db.detail))
  const named = db.constraint_name ? constraints[db.constraint_name] : undefined
  if (named) return new AppError('conflict', named.code, {}, [{ path: named.path, code: named.code }])
  if (db.code === '23505') return new AppError('conflict', 'common.duplicate')
  if (db.code === '23503') return new AppError('conflict', 'common.reference')
  if (db.code === '23514') return new AppError('conflict', 'common.out_of_bounds')
  if (db.code === '22003') return new AppError('validation', 'validation.too_large')
  // A text that no database can hold (a zero byte): refused by the field's own rule where it has one, else here.
  if (db.code === '22021') return new AppError('validation', 'validation.characters')
  if (db.code === '57014') return new AppError('unavailable', 'common.timeout')
  return error
}
