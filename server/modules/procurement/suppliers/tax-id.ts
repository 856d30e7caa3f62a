import { stdnum } from 'stdnum'

interface Validation {
  readonly isValid: boolean
  readonly isIndividual?: boolean
}
interface Validator {
  readonly validate: (value: string) => Validation
}

/** Numbers of people's papers: never a tax id. */
const PAPERS = new Set(['passport', 'aic', 'epic', 'vid', 'cbu', 'onderwijsnummer'])
const registers = stdnum as unknown as Readonly<Record<string, Readonly<Record<string, Validator>>>>

/**
 * Whether a tax id can be one of its country, by its form and check digits; VAT numbers may carry the country's prefix. An
 * organisation's id must not be a natural person's. A country that no rule is known of accepts every id.
 */
export function isTaxId(taxId: string, country: string, kind: 'organization' | 'person'): boolean {
  const known = Object.entries(registers[country] ?? {}).filter(([name]) => !PAPERS.has(name))
  if (known.length === 0) return true
  const bare = taxId.toUpperCase().startsWith(country) ? taxId.slice(2) : taxId
  const fits = (validator: Validator, value: string): boolean => {
    const result = validator.validate(value)
    return result.isValid && (kind === 'person' || result.isIndividual !== true)
  }
  return known.some(([, validator]) => fits(validator, taxId) || fits(validator, bare))
}
