import * as fc from 'fast-check'
import { z } from 'zod'

/** The part of JSON Schema that zod writes. */
interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  maxItems?: number
  minItems?: number
  minimum?: number
  maximum?: number
  maxLength?: number
}

/** What the values of an input are drawn from. */
export interface Pools {
  /** Ids that the input's id fields take. */
  readonly ids: readonly string[]
  /** Ids that suit a field by its name (`customerId`, `orderIds`); absent or empty: any of `ids`. */
  readonly idsFor?: (field: string) => readonly string[]
  /** 0 = only values of the right shape; 1 = every value may be replaced by rubbish. */
  readonly rubbish: number
}

const RUBBISH: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '\u0000',
  '\ud800',
  'null',
  '-0',
  '1e5',
  'NaN',
  'Infinity',
  '99999999999999999999',
  '0.00000000000000000001',
  '-1',
  '2026-02-30',
  '9999-12-31',
  "'; drop table tenant; --",
  '%',
  '\\',
  '<script>alert(1)</script>',
  '{"a":1}',
  [],
  {},
  [[]],
  { __proto__: null, id: 'x' },
  'x'.repeat(5000),
  '🧨'.repeat(50),
  '测试',
]

const decimals = fc.oneof(
  fc.constantFrom('0', '1', '5', '10', '2.50', '0.01', '100', '-1', '12345.67', '99999999999999', '0.000001'),
  fc.integer({ min: 1, max: 1000 }).map(String),
)

/** Mostly what suits the field; now and then an id of something else. */
function poolsOf(field: string, pools: Pools): Pools {
  const suited = pools.idsFor?.(field) ?? []
  return suited.length === 0
    ? pools
    : { ...pools, ids: [...suited, ...pools.ids.slice(0, Math.ceil(suited.length / 4))] }
}

function ofString(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  if (schema.format === 'uuid') return fc.constantFrom(...pools.ids)
  if (schema.format === 'date')
    return fc.constantFrom('2026-01-15', '2026-02-28', '2025-12-31', '2027-01-01', '1999-01-01')
  if (schema.format === 'decimal') return decimals
  if (schema.format === 'email') return fc.constantFrom('a@example.com', 'b@example.org')
  return fc.oneof(
    fc.constantFrom('USD', 'EUR', 'CNY', 'en', 'A', 'X-1', 'Text with spaces', '测试', ...pools.ids.slice(0, 3)),
    fc.string({ maxLength: Math.min(schema.maxLength ?? 30, 30) }),
  )
}

function ofType(type: string | undefined, schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object': {
      const required = new Set(schema.required ?? [])
      const properties = Object.entries(schema.properties ?? {})
      if (properties.length === 0)
        return fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom<unknown>('1', 2, true), { maxKeys: 2 })
      const model = Object.fromEntries(properties.map(([key, value]) => [key, fromSchema(value, poolsOf(key, pools))]))
      const requiredKeys = properties.map(([key]) => key).filter((key) => required.has(key))
      return fc.record(model, { requiredKeys, noNullPrototype: true })
    }
    case 'array':
      return fc.array(fromSchema(schema.items ?? {}, pools), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      })
    case 'integer':
      return fc.integer({ min: Math.max(schema.minimum ?? -5, -1000), max: Math.min(schema.maximum ?? 100, 1000) })
    case 'number':
      return fc.double({ min: 0, max: 100, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return ofString(schema, pools)
    default:
      return fc.constantFrom<unknown>('x', 1, null)
  }
}

function fromSchema(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  const good = shaped(schema, pools)
  return pools.rubbish > 0
    ? fc.oneof({ arbitrary: good, weight: 9 }, { arbitrary: fc.constantFrom(...RUBBISH), weight: pools.rubbish })
    : good
}

function shaped(schema: Schema, pools: Pools): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const options = schema.anyOf ?? schema.oneOf
  if (options) return fc.oneof(...options.map((o) => shaped(o, pools)))
  if (schema.allOf)
    return fc.tuple(...schema.allOf.map((o) => shaped(o, pools))).map((parts) => Object.assign({}, ...parts))
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  return fc.oneof(...types.map((type) => ofType(type, schema, pools)))
}

/** Inputs of a command or query, drawn from its own zod schema. */
export const inputOf = (schema: z.ZodType, pools: Pools): fc.Arbitrary<unknown> =>
  fromSchema(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, pools)
