import { describe, expect, it } from 'vitest'
import { codeOfZodIssue, isErrorCode, issuesElsewhere, packIssue, placeErrors, unpackIssue } from './server-error'

describe('a refusal of the server', () => {
  it('stands at the fields concerned, the rest in the summary', () => {
    const { fields, rest } = placeErrors(
      {
        code: 'validation.invalid',
        issues: [
          { path: 'name', code: 'validation.required' },
          { path: 'name', code: 'validation.too_short' },
          { path: 'addresses.0.city', code: 'validation.required' },
          { path: 'lines.3.quantity', code: 'validation.positive' },
        ],
      },
      ['name', 'addresses.0', 'currency'],
    )
    expect([...fields].map(([path, issue]) => `${path} ${issue.code}`)).toEqual([
      'name validation.required',
      'addresses.0 validation.required',
    ])
    expect(rest).toEqual([{ path: 'lines.3.quantity', code: 'validation.positive' }])
  })

  it('without issues is told as a whole', () => {
    const { fields, rest } = placeErrors({ code: 'finance.period_closed', params: { period: '2026-03' } }, ['date'])
    expect(fields.size).toBe(0)
    expect(rest).toEqual([{ path: '', code: 'finance.period_closed', params: { period: '2026-03' } }])
  })
})

it('carries code and parameters through a form error', () => {
  const issue = { code: 'validation.too_long', params: { max: 40, field: 'a\u0000b' } }
  expect(unpackIssue(packIssue(issue))).toEqual(issue)
  expect(unpackIssue('validation.required')).toEqual({ code: 'validation.required', params: {} })
  expect(isErrorCode('validation.required')).toBe(true)
  expect(isErrorCode('Too small: expected string')).toBe(false)
})

describe('what the form itself finds wrong', () => {
  it('is told where no field stands to carry it', () => {
    const error = (code: string, params?: Record<string, number>) => ({
      type: 'custom',
      message: packIssue({ code, params }),
    })
    const fields = new Map([
      ['name', 'Name'],
      ['at.city', 'City'],
    ])
    const errors = {
      name: error('validation.required'),
      password: error('validation.invalid'),
      at: { city: error('validation.required'), lines: [error('validation.too_long', { maximum: 9 })] },
    }
    expect(issuesElsewhere(errors, fields)).toEqual([
      { path: 'password', code: 'validation.invalid', params: {} },
      { path: 'at.lines.0', code: 'validation.too_long', params: { maximum: 9 } },
    ])
  })
})

describe('a field that was left empty', () => {
  it('asks to be filled in, whatever it would have to hold', () => {
    for (const issue of [
      { code: 'too_small', origin: 'array', input: [] },
      { code: 'too_small', origin: 'string', input: '' },
      { code: 'invalid_format', format: 'email', input: '' },
    ])
      expect(codeOfZodIssue(issue)).toBe('validation.required')
    expect(codeOfZodIssue({ code: 'invalid_format', format: 'email', input: 'a@' })).toBe('validation.email')
    expect(codeOfZodIssue({ code: 'too_small', origin: 'number', input: 0 })).toBe('validation.invalid')
  })
})
