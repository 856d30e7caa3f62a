import type { ErrorParams, FieldIssue } from '@/server/kernel/errors'

/** What a refused command sends (`AppError` on the wire). */
export interface ServerError {
  readonly code: string
  readonly params?: ErrorParams
  readonly issues?: readonly FieldIssue[]
  readonly details?: unknown
}

export interface PlacedErrors {
  /** For fields of the form, by path; the first issue of a path wins. */
  readonly fields: ReadonlyMap<string, FieldIssue>
  /** What has no field here: shown in the summary only. */
  readonly rest: readonly FieldIssue[]
}

export const isServerError = (error: unknown): error is ServerError =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'

/**
 * Puts the issues of a refusal at the fields concerned. An issue on part of a field (`address.lines.0`) belongs to the
 * nearest field above it. A refusal without issues stands in the summary as a whole.
 */
export function placeErrors(error: ServerError, fields: readonly string[]): PlacedErrors {
  const known = new Set(fields)
  const placed = new Map<string, FieldIssue>()
  const rest: FieldIssue[] = []
  const issues = error.issues?.length ? error.issues : [{ path: '', code: error.code, params: error.params }]
  for (const issue of issues) {
    const field = nearestField(issue.path, known)
    if (field === null) rest.push(issue)
    else if (!placed.has(field)) placed.set(field, issue)
  }
  return { fields: placed, rest }
}

function nearestField(path: string, known: ReadonlySet<string>): string | null {
  const parts = path.split('.')
  for (let length = parts.length; length > 0; length--) {
    const candidate = parts.slice(0, length).join('.')
    if (candidate !== '' && known.has(candidate)) return candidate
  }
  return null
}

/** What a form's own check finds at paths where no field stands: without a place it would refuse and say nothing. */
export function issuesElsewhere(errors: unknown, fields: ReadonlyMap<string, unknown>, path = ''): FieldIssue[] {
  if (typeof errors !== 'object' || errors === null || (path !== '' && fields.has(path))) return []
  const message: unknown = Reflect.get(errors, 'message')
  if (typeof message === 'string') return [{ path, ...unpackIssue(message) }]
  return Object.entries(errors).flatMap(([key, value]) =>
    key === 'ref' || key === 'root' ? [] : issuesElsewhere(value, fields, path === '' ? key : `${path}.${key}`),
  )
}

const PACKED = '\u0000'
/** An error code with its parameters in the one string that a form field error can carry. */
export const packIssue = ({ code, params }: Pick<FieldIssue, 'code' | 'params'>): string =>
  params && Object.keys(params).length > 0 ? `${code}${PACKED}${JSON.stringify(params)}` : code

export function unpackIssue(message: string): { code: string; params: ErrorParams } {
  const at = message.indexOf(PACKED)
  if (at < 0) return { code: message, params: {} }
  const params: ErrorParams = {}
  const parsed: unknown = JSON.parse(message.slice(at + 1))
  for (const [key, value] of Object.entries(parsed ?? {}))
    if (typeof value === 'string' || typeof value === 'number') params[key] = value
  return { code: message.slice(0, at), params }
}

/** True for `area.reason`: a key of the catalogue, not a sentence. */
export const isErrorCode = (message: string): boolean => /^[a-z][a-zA-Z0-9_-]*(\.[a-zA-Z0-9_-]+)+$/.test(message)

const isNothing = (input: unknown) =>
  input === undefined || input === '' || (Array.isArray(input) && input.length === 0)

/** The catalogue's code for what zod finds wrong by itself. */
export function codeOfZodIssue(issue: { code?: string; input?: unknown; origin?: string; format?: string }): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null || issue.input === ''
        ? 'validation.required'
        : 'validation.invalid'
    case 'too_small':
      return isNothing(issue.input) ? 'validation.required' : 'validation.invalid'
    case 'too_big':
      return issue.origin === 'string' ? 'validation.too_long' : 'validation.invalid'
    case 'invalid_format':
      if (issue.input === '') return 'validation.required'
      return issue.format === 'email' ? 'validation.email' : 'validation.invalid'
    default:
      return 'validation.invalid'
  }
}

const child = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/**
 * The refusal inside whatever was thrown: the thing itself, tRPC's `data`, or what the error map put below it. Anything
 * else is the one sentence that nothing was changed.
 */
export function readServerError(thrown: unknown): ServerError {
  const data = child(thrown, 'data')
  const candidates = [thrown, data, child(data, 'error'), child(data, 'app'), child(child(thrown, 'shape'), 'data')]
  const found = candidates.find((c): c is ServerError => isServerError(c) && isErrorCode(c.code))
  return found ?? { code: 'common.unknown' }
}
