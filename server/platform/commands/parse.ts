import type { z } from 'zod'
import { type FieldIssue, invalid } from '@/server/kernel/errors'

const CODE = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/

/** zod's own findings under our names; a schema's `error` that is already a code passes through. */
function issueCode(issue: z.core.$ZodIssue): Pick<FieldIssue, 'code' | 'params'> {
  if (CODE.test(issue.message)) {
    const params = 'params' in issue && issue.params ? (issue.params as FieldIssue['params']) : undefined
    return params ? { code: issue.message, params } : { code: issue.message }
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return { code: 'validation.unknown_field', params: { field: issue.keys.join(', ').slice(0, 100) } }
    case 'invalid_type':
      return { code: issue.input === undefined ? 'validation.required' : 'validation.type' }
    case 'too_big':
      return { code: 'validation.too_big', params: { maximum: String(issue.maximum) } }
    case 'too_small':
      return { code: 'validation.too_small', params: { minimum: String(issue.minimum) } }
    case 'invalid_value':
      return { code: 'validation.choice' }
    default:
      return { code: 'validation.invalid' }
  }
}

const DEEPEST = 20
/** A zero byte, or half a surrogate pair: in Unicode mode a pair is one character and does not match. */
const UNSTORABLE = /[\0\p{Cs}]/u

/**
 * The path of a text that no database can hold (a zero byte, half a surrogate pair) or of a nesting that no input has;
 * undefined when all is well. One check for every channel, before any schema.
 */
function unstorable(value: unknown, path: string, depth: number): string | undefined {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? path : undefined
  if (typeof value !== 'object' || value === null) return undefined
  // The bytes of a file are no text, and twenty million of them.
  if (ArrayBuffer.isView(value)) return undefined
  if (depth > DEEPEST) return path
  for (const [key, inner] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key
    const found = unstorable(key, at, depth + 1) ?? unstorable(inner, at, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}

/** Parses an input, or refuses with an issue for each field that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const bad = unstorable(raw, '', 0)
  if (bad !== undefined) throw invalid([{ path: bad, code: 'validation.characters' }])
  const result = schema.safeParse(raw, { reportInput: true })
  if (result.success) return result.data
  throw invalid(
    result.error.issues.slice(0, 200).map((issue) => ({ path: issue.path.map(String).join('.'), ...issueCode(issue) })),
  )
}
