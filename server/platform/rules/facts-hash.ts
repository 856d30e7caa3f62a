import { createHash } from 'node:crypto'
import { plain } from '@/server/kernel/money'
import type { Fact, Facts } from './subject'

/** A hash of the named facts. Equal values give equal hashes however they are written: 10.00 and 10 are the same price. */
export function hashFacts(names: readonly string[], facts: Facts): string {
  const canonical = (value: Fact | undefined): Fact =>
    typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? plain(value) : (value ?? null)
  return createHash('sha1')
    .update(JSON.stringify(names.map((name) => [name, canonical(facts[name])])))
    .digest('hex')
}
