/** What kind of refusal this is; decides the HTTP status and how a screen shows it. */
export type ErrorKind =
  | 'validation'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'illegal_transition'
  | 'rule_blocked'
  /** No refusal of the matter: it waits for people who approve. */
  | 'approval_needed'
  | 'throttled'
  | 'unavailable'

export type ErrorParams = Record<string, string | number>

/** One thing wrong with one field. `path` addresses the input (`lines.3.quantity`); `code` is a key of the message catalogue. */
export interface FieldIssue {
  path: string
  code: string
  params?: ErrorParams
}

/**
 * Every refusal that a caller may see. `code` is a key below `errors.` in the message catalogue (`sales.over_delivery`),
 * translated where it is shown; `params` fill its placeholders and must hold nothing internal.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    readonly params: ErrorParams = {},
    readonly issues: readonly FieldIssue[] = [],
    readonly details?: unknown,
  ) {
    super(code)
  }
}

export const validation = (code: string, path: string, params: ErrorParams = {}): AppError =>
  new AppError('validation', code, params, [{ path, code, params }])
export const invalid = (issues: readonly FieldIssue[]): AppError =>
  new AppError('validation', issues[0]?.code ?? 'validation.invalid', issues[0]?.params ?? {}, issues)
export const notFound = (document: string): AppError => new AppError('not_found', 'common.not_found', { document })
export const forbidden = (permission: string): AppError => new AppError('forbidden', 'common.forbidden', { permission })
export const conflict = (code: string, params: ErrorParams = {}): AppError => new AppError('conflict', code, params)
