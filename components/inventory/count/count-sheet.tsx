'use client'
import { CheckCircle2, Circle } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Money, Quantity } from '@/components/format'
import { Button } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { dec, plain, sum } from '@/server/kernel/money'
import { ItemCell } from '../item-cell'
import type { CountLine, CountView } from './match'

const differs = (line: CountLine) => line.variance !== null && !dec(line.variance).isZero()

/** The lines of a count; with the books where they may be seen, and then the variances and what they are worth. */
export function CountSheet({ doc }: { doc: CountView }) {
  const t = useTranslations('inventory')
  const [only, setOnly] = useState(doc.status === 'review')
  if (doc.lines.length === 0) return null
  const lines = only && !doc.hidden ? doc.lines.filter(differs) : doc.lines
  return (
    <>
      {doc.hidden ? null : (
        <Button variant="quiet" className="mb-2" aria-pressed={only} onClick={() => setOnly(!only)}>
          {only ? <CheckCircle2 aria-hidden /> : <Circle aria-hidden />}
          {t('count.onlyVariance')}
        </Button>
      )}
      <Table label={t('count.sheet')}>
        <TableHeader>
          <tr>
            <TableHead>{t('bin')}</TableHead>
            <TableHead>{t('doc.item')}</TableHead>
            <TableHead>{t('lot')}</TableHead>
            {doc.hidden ? null : <TableHead numeric>{t('count.book')}</TableHead>}
            <TableHead numeric>{t('count.counted')}</TableHead>
            {doc.hidden ? null : <TableHead numeric>{t('count.variance')}</TableHead>}
            {doc.valued ? (
              <TableHead numeric>
                {t('count.varianceValue')} ({doc.currency})
              </TableHead>
            ) : null}
            <TableHead>{t('count.by')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {lines.map((line) => (
            <Line key={line.id} line={line} doc={doc} />
          ))}
        </TableBody>
        {doc.valued ? <Totals doc={doc} /> : null}
      </Table>
    </>
  )
}

function Line({ line, doc }: { line: CountLine; doc: CountView }) {
  const t = useTranslations('inventory.count')
  const loss = line.variance?.startsWith('-')
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap">{line.bin}</TableCell>
      <TableCell className="min-w-44">
        <ItemCell line={line} />
      </TableCell>
      <TableCell>{line.lot ?? '–'}</TableCell>
      {doc.hidden ? null : (
        <TableCell numeric>
          <Quantity value={line.book} unit={line.unit} />
        </TableCell>
      )}
      <TableCell numeric>
        {line.counted === null ? (
          <span className="text-faint">{t('notCounted')}</span>
        ) : (
          <Quantity value={line.counted} unit={line.unit} />
        )}
      </TableCell>
      {doc.hidden ? null : (
        <TableCell numeric className={loss ? 'text-blocked' : undefined}>
          {differs(line) ? <Quantity value={line.variance} /> : '–'}
        </TableCell>
      )}
      {doc.valued ? (
        <TableCell numeric className={loss ? 'text-blocked' : undefined}>
          {differs(line) ? <Money bare value={line.varianceValue} currency={doc.currency} /> : '–'}
        </TableCell>
      ) : null}
      <TableCell>
        <span className="flex items-center gap-2">
          {line.countedByName ?? '–'}
          {line.overTolerance && doc.status === 'review' ? <StateBadge tone="attention">{t('over')}</StateBadge> : null}
        </span>
      </TableCell>
    </TableRow>
  )
}

/** Gains and losses apart: a small sum may hide two large ones. */
function Totals({ doc }: { doc: CountView }) {
  const t = useTranslations('inventory.count')
  const values = doc.lines.map((l) => dec(l.varianceValue ?? '0'))
  const gain = plain(sum(values.filter((v) => v.isPositive())))
  const loss = plain(sum(values.filter((v) => v.isNegative())))
  return (
    <TableFooter>
      {(
        [
          ['gain', gain],
          ['loss', loss],
        ] as const
      ).map(([name, value]) => (
        <TableRow key={name}>
          <TableCell colSpan={6}>{t(name)}</TableCell>
          <TableCell numeric>
            <Money bare value={value} currency={doc.currency} />
          </TableCell>
          <TableCell />
        </TableRow>
      ))}
    </TableFooter>
  )
}
