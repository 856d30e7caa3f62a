'use client'
import { useTranslations } from 'next-intl'
import { useChart } from '@/components/finance/use-books'
import { DecimalBox, SelectBox, TextBox } from '@/components/form/boxes'
import { Button } from '@/components/ui/button'
import { useBuyingMasters } from '../use-buying'

/** A line that no order asked for: what it is, what it costs, and the account that bears it. */
export interface FreeLine {
  readonly id: string
  readonly description: string
  readonly quantity: string
  readonly unitPrice: string
  readonly accountId: string
  readonly taxCodeId: string
}
const empty = (): FreeLine => ({
  id: crypto.randomUUID(),
  ...{ description: '', quantity: '1', unitPrice: '', accountId: '', taxCodeId: '' },
})

export function FreeLines({
  lines,
  onChange,
  currency,
}: {
  lines: readonly FreeLine[]
  onChange: (lines: readonly FreeLine[]) => void
  currency: string
}) {
  const t = useTranslations('procurement.invoiceNew')
  const { taxes } = useBuyingMasters()
  const { accounts, label } = useChart()
  const bearing = accounts.filter((a) => a.posting && a.status === 'active' && a.control === null)
  const change = (id: string, part: Partial<FreeLine>) =>
    onChange(lines.map((l) => (l.id === id ? { ...l, ...part } : l)))
  return (
    <section className="mt-5" aria-label={t('lines')}>
      <h2 className="mb-2 text-sm">{t('lines')}</h2>
      {lines.map((line) => (
        <div
          key={line.id}
          className="mb-2 grid grid-cols-2 items-end gap-x-3 gap-y-2 sm:grid-cols-[minmax(0,1fr)_6rem_9rem_14rem_9rem_auto]"
        >
          <TextBox
            className="col-span-2 sm:col-span-1"
            label={t('description')}
            value={line.description}
            onChange={(description) => change(line.id, { description })}
            maxLength={500}
          />
          <DecimalBox
            label={t('quantity')}
            value={line.quantity}
            onChange={(quantity) => change(line.id, { quantity })}
          />
          <DecimalBox
            label={t('unitPrice')}
            suffix={currency}
            value={line.unitPrice}
            onChange={(unitPrice) => change(line.id, { unitPrice })}
          />
          <SelectBox
            label={t('account')}
            value={line.accountId}
            onChange={(accountId) => change(line.id, { accountId })}
            options={bearing.map((a) => ({ value: a.id, label: label(a) }))}
          />
          <SelectBox
            label={t('tax')}
            value={line.taxCodeId}
            onChange={(taxCodeId) => change(line.id, { taxCodeId })}
            options={taxes}
          />
          <Button variant="quiet" onClick={() => onChange(lines.filter((l) => l.id !== line.id))}>
            {t('remove')}
          </Button>
        </div>
      ))}
      <Button onClick={() => onChange([...lines, empty()])}>{t('addLine')}</Button>
    </section>
  )
}
