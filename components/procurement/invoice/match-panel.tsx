'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { LineTable } from '@/components/document/line-table'
import { DateText, InstantText, Money, Quantity } from '@/components/format'
import { StateBadge } from '@/components/ui/state-badge'
import type { SupplierInvoice } from './invoice-page'

const tones = { open: 'blocked', released: 'attention', lifted: 'done' } as const

const counted: readonly string[] = ['quantity', 'no_receipt']

const DATED = /^(.*?) ?(\d{4}-\d{2}-\d{2})$/

/** What was stated, expected or allowed: goods by quantity, accounts by day and days, everything else in the currency of the invoice. */
function Measured({ of, value, currency }: { of: { kind: string }; value: string | null; currency: string }) {
  const t = useTranslations('procurement.match')
  if (value === null) return '–'
  if (of.kind !== 'bank_change')
    return counted.includes(of.kind) ? <Quantity value={value} /> : <Money bare value={value} currency={currency} />
  const [, account, day] = DATED.exec(value) ?? []
  if (!day) return t('days', { count: Number(value) })
  return (
    <>
      {account} <DateText value={day} />
    </>
  )
}

type Row = Omit<SupplierInvoice['blocks'][number], 'state'> & { readonly state: keyof typeof tones | 'expected' }

/** Why an invoice may not be paid: what was stated, what was expected, what the limit allows, and who let it go. */
export function MatchPanel({ invoice: v }: { invoice: SupplierInvoice }) {
  const t = useTranslations('procurement.match')
  if (v.blocks.length === 0) return null
  return <Differences title={t('title')} invoice={v} rows={v.blocks} />
}

/** What posting a draft would find now, so that nobody posts to see. A draft that cannot be matched yet says so when it is posted. */
export function MatchPreview({ invoice: v }: { invoice: SupplierInvoice }) {
  const t = useTranslations('procurement.match')
  const trpc = useTRPC()
  const preview = useQuery(trpc.procurement.supplierInvoice.preview.queryOptions({ id: v.id }, { retry: false }))
  if (!preview.data) return null
  const { findings } = preview.data
  if (findings.length === 0)
    return (
      <p className="mb-4 text-sm">
        <StateBadge plain tone="done">
          {t('previewClean')}
        </StateBadge>
      </p>
    )
  const unsettled = { state: 'expected', reason: null, settledAt: null, settledBy: null, settledByName: null } as const
  return (
    <Differences
      title={t('preview')}
      invoice={v}
      rows={findings.map((f, n) => ({ ...f, ...unsettled, id: String(n) }))}
    />
  )
}

function Differences({ title, invoice: v, rows }: { title: string; invoice: SupplierInvoice; rows: readonly Row[] }) {
  const t = useTranslations('procurement.match')
  const lineOf = (id: string | null) => v.lines.find((l) => l.id === id)
  const measured = (key: 'stated' | 'expected' | 'allowed') => ({
    key,
    title: t(key),
    numeric: true,
    cell: (b: Row) => <Measured of={b} value={b[key]} currency={v.currency} />,
  })
  return (
    <section className="mb-4">
      <h2 className="mb-2 text-sm">{title}</h2>
      <LineTable
        label={title}
        lines={rows}
        columns={[
          {
            key: 'kind',
            title: t('kind'),
            cell: (b) => (
              <>
                {t(`kinds.${b.kind}`)}
                {b.side ? <span className="text-muted"> · {t(b.side)}</span> : null}
              </>
            ),
          },
          {
            key: 'line',
            title: t('line'),
            cell: (b) => {
              const line = lineOf(b.lineId)
              return line ? `${line.position} ${line.itemCode ?? line.description}` : t('whole')
            },
          },
          measured('stated'),
          measured('expected'),
          measured('allowed'),
          {
            key: 'state',
            title: t('state'),
            cell: (b) => (
              <span className="flex flex-wrap items-center gap-x-2">
                {b.state === 'expected' ? (
                  <StateBadge tone="attention">{t('expectedState')}</StateBadge>
                ) : (
                  <StateBadge tone={tones[b.state]}>{t(`states.${b.state}`)}</StateBadge>
                )}
                {b.settledAt ? (
                  <span className="text-xs text-muted">
                    {b.settledByName} <InstantText value={b.settledAt} /> {b.reason}
                  </span>
                ) : null}
              </span>
            ),
          },
        ]}
      />
    </section>
  )
}
