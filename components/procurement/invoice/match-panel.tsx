'use client'
import { useTranslations } from 'next-intl'
import { LineTable } from '@/components/document/parts'
import { InstantText } from '@/components/format'
import { StateBadge } from '@/components/ui/state-badge'
import type { SupplierInvoice } from './invoice-page'

const tones = { open: 'blocked', released: 'attention', lifted: 'done' } as const

/** Why an invoice may not be paid: what was stated, what was expected, what the limit allows, and who let it go. */
export function MatchPanel({ invoice: v }: { invoice: SupplierInvoice }) {
  const t = useTranslations('procurement.match')
  if (v.blocks.length === 0) return null
  const lineOf = (id: string | null) => v.lines.find((l) => l.id === id)
  return (
    <section className="mb-4" aria-label={t('title')}>
      <h2 className="mb-2 text-sm">{t('title')}</h2>
      <LineTable
        label={t('title')}
        lines={v.blocks}
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
          { key: 'stated', title: t('stated'), numeric: true, cell: (b) => b.stated ?? '–' },
          { key: 'expected', title: t('expected'), numeric: true, cell: (b) => b.expected ?? '–' },
          { key: 'allowed', title: t('allowed'), numeric: true, cell: (b) => b.allowed ?? '–' },
          {
            key: 'state',
            title: t('state'),
            cell: (b) => (
              <span className="flex flex-wrap items-center gap-x-2">
                <StateBadge tone={tones[b.state]}>{t(`states.${b.state}`)}</StateBadge>
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
