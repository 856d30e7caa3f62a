import { z } from 'zod'
import { idField } from '@/server/contracts/platform/field'
import { notFound } from '@/server/kernel/errors'
import type { Id } from '@/server/kernel/ids'
import { query } from '@/server/platform/commands/command'
import type { QueryContext } from '@/server/platform/commands/context'
import { type Call, runQuery } from '@/server/platform/commands/runner'
import type { Paper } from '@/server/platform/print/paper'
import type { Words } from '@/server/platform/print/words'

/** Who sends, and what the units are called: the same for every paper of a company. */
export interface Letterhead {
  readonly sender: Paper['sender']
  /** What a unit is called in the reader's language, by its code. */
  readonly unit: (code: string | null) => string
  /** How a payment term reads; null = none. */
  readonly terms: string | null
  /** How a tax code reads, by its id. */
  readonly tax: (id: string) => string
}

export interface PrintedAddress {
  readonly name?: string | null | undefined
  readonly lines: readonly string[]
  readonly city?: string | null | undefined
  readonly region?: string | null | undefined
  readonly postalCode?: string | null | undefined
  readonly country?: string | null | undefined
}

/** An address from the small to the large, or the other way where it is written so. */
export function addressLines(name: string, address: PrintedAddress | null): string[] {
  if (!address) return [name]
  const place =
    address.country === 'US'
      ? [[address.city, address.region].filter(Boolean).join(', '), address.postalCode].filter(Boolean).join(' ')
      : [address.postalCode, address.city, address.region].filter(Boolean).join(' ')
  return [address.name ?? name, ...address.lines, place, address.country ?? ''].filter((line) => line !== '')
}

const letterheadRow = z.object({
  name: z.string(),
  taxId: z.string().nullable(),
  addressLines: z.array(z.string()),
  units: z.record(z.string(), z.object({ en: z.string(), zh: z.string() })),
  taxes: z.record(z.string(), z.object({ en: z.string(), zh: z.string() })),
  terms: z.record(z.string(), z.object({ en: z.string(), zh: z.string() })),
})

/** What papers of a company share. No permission of its own: what is printed has been read under its own. */
const letterheadOf = query({
  name: 'inventory.letterhead',
  permission: null,
  input: z.strictObject({ companyId: idField }),
  output: letterheadRow,
  handler: async ({ sql, tenantId }: QueryContext, { companyId }: { companyId: Id }) => {
    const names = (table: string, key: string, en: string, zh: string) => sql`
      (select coalesce(jsonb_object_agg(x.${sql(key)}, jsonb_build_object('en', x.${sql(en)}, 'zh', coalesce(x.${sql(zh)}, x.${sql(en)}))), '{}')
       from ${sql(table)} x where x.tenant_id = ${tenantId})`
    const [row] = await sql<z.input<typeof letterheadRow>[]>`
      select legal_name as name, tax_id as "taxId", address_lines as "addressLines",
        ${names('unit_of_measure', 'code', 'name', 'name_zh')} as units,
        ${names('tax_code', 'id', 'name_en', 'name_zh')} as taxes,
        ${names('payment_term', 'id', 'name_en', 'name_zh')} as terms
      from company where tenant_id = ${tenantId} and id = ${companyId}`
    if (!row) throw notFound('company')
    return row
  },
})

/** The letterhead of a company's papers in a language, with the words for its units, taxes and terms. */
export async function letterhead(
  call: Call,
  companyId: string,
  termId: string | null,
  words: Words,
): Promise<Letterhead> {
  const { name, taxId, addressLines, units, taxes, terms } = await runQuery(letterheadOf, { companyId }, call)
  const said = (names: typeof units, key: string | null) => (key === null ? undefined : names[key]?.[words.locale])
  return {
    sender: { name, lines: [...addressLines, ...(taxId ? [words.t('print.taxId', { taxId })] : [])] },
    unit: (code) => said(units, code) ?? code ?? '',
    terms: said(terms, termId) ?? null,
    tax: (id) => said(taxes, id) ?? '',
  }
}
