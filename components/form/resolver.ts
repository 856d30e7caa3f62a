import { toNestErrors } from '@hookform/resolvers'
import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form'
import type { z } from 'zod'
import { codeOfZodIssue, isErrorCode, packIssue } from './server-error'

const isParam = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number'

function paramsOf(issue: z.core.$ZodIssue): Record<string, string | number> {
  const given = issue.code === 'custom' ? (issue.params ?? {}) : {}
  const bounds = { minimum: Reflect.get(issue, 'minimum'), maximum: Reflect.get(issue, 'maximum') }
  return Object.fromEntries(
    Object.entries({ ...bounds, ...given }).filter((entry): entry is [string, string | number] => isParam(entry[1])),
  )
}

/**
 * Checks the form with the contract's own schema. What zod finds becomes a code of the catalogue with its parameters
 * (the stock resolver drops the parameters), so the browser and the server say the same sentence.
 */
export function schemaResolver<I extends FieldValues, O>(schema: z.ZodType<O, I>): Resolver<I, unknown, O> {
  return async (values, _context, options) => {
    const result = await schema.safeParseAsync(values, { reportInput: true })
    if (result.success) return { values: result.data, errors: {} }
    const errors: FieldErrors = {}
    for (const issue of result.error.issues) {
      const path = issue.path.join('.')
      // An empty field is not of a wrong form: it is empty.
      const empty = issue.code === 'invalid_format' && issue.input === ''
      const code = isErrorCode(issue.message) && !empty ? issue.message : codeOfZodIssue(issue)
      errors[path] ??= { type: issue.code, message: packIssue({ code, params: paramsOf(issue) }) }
    }
    return { values: {}, errors: toNestErrors<I>(errors, options) }
  }
}
