'use client'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Money } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { sum } from '@/server/kernel/money'
import { useNamed } from '../use-books'

interface Line {
  readonly key: string
  readonly accountId: string
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  /** Partner and memo. */
  readonly note: string | null
  /** Debit > 0. */
  readonly amount: string
  readonly baseAmount?: string
}

/** Lines of an entry in the two columns that accountants read; with the base currency beside where it is another. */
export function EntryTable({ currency, base, lines }: { currency: string; base?: string; lines: readonly Line[] }) {
  const words = useTranslations('common')
  const t = useTranslations('finance.entryPage')
  const named = useNamed()
  const { href } = useFrame()
  const foreign = base !== undefined && base !== currency
  const side = (value: string | undefined, debit: boolean, of: string) =>
    value === undefined || value === '0' || value.startsWith('-') === debit ? null : (
      <Money bare value={value.replace('-', '')} currency={of} />
    )
  const total = (debit: boolean, of: string, pick: (l: Line) => string | undefined) => (
    <Money
      bare
      currency={of}
      value={sum(
        lines.flatMap((l) => {
          const value = pick(l) ?? '0'
          return value.startsWith('-') === debit ? [] : [value.replace('-', '')]
        }),
      ).toFixed()}
    />
  )
  return (
    <Table label={t('lines')} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <tr>
          <TableHead>{words('account')}</TableHead>
          <TableHead>{t('note')}</TableHead>
          <TableHead numeric>{`${words('debit')} (${currency})`}</TableHead>
          <TableHead numeric>{`${words('credit')} (${currency})`}</TableHead>
          {foreign ? (
            <>
              <TableHead numeric>{`${words('debit')} (${base})`}</TableHead>
              <TableHead numeric>{`${words('credit')} (${base})`}</TableHead>
            </>
          ) : null}
        </tr>
      </TableHeader>
      <TableBody>
        {lines.map((l) => (
          <TableRow key={l.key}>
            <TableCell>
              <Link
                className="underline-offset-3 hover:underline"
                href={href(`finance/reports/general-ledger?account=${l.accountId}`)}
              >
                <span className="tabular-nums">{l.code}</span> {named(l)}
              </Link>
            </TableCell>
            <TableCell className="text-muted">{l.note}</TableCell>
            <TableCell numeric>{side(l.amount, true, currency)}</TableCell>
            <TableCell numeric>{side(l.amount, false, currency)}</TableCell>
            {foreign ? (
              <>
                <TableCell numeric>{side(l.baseAmount, true, base)}</TableCell>
                <TableCell numeric>{side(l.baseAmount, false, base)}</TableCell>
              </>
            ) : null}
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell colSpan={2}>{words('total')}</TableCell>
          <TableCell numeric>{total(true, currency, (l) => l.amount)}</TableCell>
          <TableCell numeric>{total(false, currency, (l) => l.amount)}</TableCell>
          {foreign ? (
            <>
              <TableCell numeric>{total(true, base, (l) => l.baseAmount)}</TableCell>
              <TableCell numeric>{total(false, base, (l) => l.baseAmount)}</TableCell>
            </>
          ) : null}
        </TableRow>
      </TableFooter>
    </Table>
  )
}
