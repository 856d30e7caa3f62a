import { describe, expect, it } from 'vitest'
import { isNumberPattern } from './numbering'

describe('a pattern of numbers', () => {
  it.each(['{#####}', 'SI-{YYYY}-{#####}', '记-{YYYY}{MM}-{####}', 'A/{YY}.{###}'])('may be %s', (pattern) => {
    expect(isNumberPattern(pattern)).toBe(true)
  })
  it.each(['SI-{YYYY}', 'SI-{MM}-{###}', '{YYYY}{YY}{##}', '{###}{##}', 'S I-{##}', '{DD}-{##}', '{}-{#}'])(
    'may not be %s',
    (pattern) => {
      expect(isNumberPattern(pattern)).toBe(false)
    },
  )
})
