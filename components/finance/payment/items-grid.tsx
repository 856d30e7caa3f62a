'use client'
import { useLocale, useTranslations } from 'next-intl'
import { DateText, Money } from '@/components/format'
import { Checkbox } from '@/components/ui/checkbox'
import { EmptyState } from '@/components/ui/empty-state'
import { NumberField } from '@/components/ui/number-field'
import { TableSkeleton } from '@/components/ui/skeleton'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { daysBetween } from '@/server/kernel/calendar-date'
import { currencyDigits } from '@/server/kernel/currency'
import { ageTone } from '../lists'
import { leftOpen, NO_LINE, type PlanLine } from '../payment-plan'
import type { OpenRow, PaymentForm } from './use-payment-form'

/** The open items of the partner: what of each is settled, with discount and write-off, and what stays open. */
export function ItemsGrid({ form }: { form: PaymentForm }) {
  const t = useTranslations('finance.paymentForm')
  const words = useTranslations('common')
  const { head, items, totals } = form
  if (!head.party) return <EmptyState title={t('choosePartner')} />
  if (form.loading) return <TableSkeleton rows={5} columns={7} label={words('loading')} />
  if (items.length === 0) return <EmptyState title={t('nothingOpen')} />
  const money = (value: string) => <Money bare value={value} currency={head.currency} />
  return (
    <Table stacked label={t('items')} containerClassName="rounded-md border bg-surface">
      <TableHeader>
        <tr>
          <TableHead className="w-8">
            <span className="sr-only">{t('settle')}</span>
          </TableHead>
          <TableHead>{t('item')}</TableHead>
          <TableHead>{words('dueDate')}</TableHead>
          <TableHead numeric>{t('open', { currency: head.currency })}</TableHead>
          <TableHead numeric>{t('paid')}</TableHead>
          <TableHead numeric>{words('discount')}</TableHead>
          <TableHead numeric>{t('writeOff')}</TableHead>
          <TableHead numeric>{t('left')}</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {items.map((item) => (
          <ItemRow key={item.id} item={item} form={form} />
        ))}
      </TableBody>
      <TableFooter>
        <TableRow>
          <TableCell head colSpan={4}>
            {words('total')}
          </TableCell>
          <TableCell numeric label={t('paid')}>
            {money(totals.settled)}
          </TableCell>
          <TableCell numeric label={words('discount')}>
            {money(totals.discount)}
          </TableCell>
          <TableCell numeric label={t('writeOff')}>
            {money(totals.writeOff)}
          </TableCell>
          <TableCell />
        </TableRow>
      </TableFooter>
    </Table>
  )
}

function ItemRow({ item, form }: { item: OpenRow; form: PaymentForm }) {
  const t = useTranslations('finance.paymentForm')
  const words = useTranslations('common')
  const kinds = useTranslations('finance.openItemKind')
  const late = useTranslations('finance.openItem')
  const { currency, paymentDate } = form.head
  const line = form.lines.get(item.id)
  const days = daysBetween(item.dueDate, paymentDate)
  const tone = ageTone(days)
  const left = line ? leftOpen(item, line) : null
  const put = (part: Partial<PlanLine>) => form.setLine(item.id, { ...(line ?? NO_LINE), ...part })
  return (
    <TableRow aria-selected={line !== undefined}>
      <TableCell label={t('settle')}>
        <Checkbox
          aria-label={t('settleItem', { number: item.number })}
          checked={line !== undefined}
          onCheckedChange={(on) => form.toggle(item, on === true)}
        />
      </TableCell>
      <TableCell head className="whitespace-nowrap">
        {item.number} <span className="text-faint">{kinds.has(item.kind) ? kinds(item.kind) : item.kind}</span>
      </TableCell>
      <TableCell label={words('dueDate')} className="whitespace-nowrap">
        <DateText value={item.dueDate} />{' '}
        {tone ? (
          <StateBadge plain tone={tone}>
            {late('late', { days })}
          </StateBadge>
        ) : null}
        {item.discountDate && item.discountDate >= paymentDate && item.discount !== '0' ? (
          <span className="block text-xs text-muted">
            {t.rich('discountUntil', {
              amount: () => <Money value={item.discount} currency={currency} />,
              date: () => <DateText value={item.discountDate} />,
            })}
          </span>
        ) : null}
      </TableCell>
      <TableCell numeric label={t('open', { currency })}>
        <Money bare value={item.remaining.replace('-', '')} currency={currency} />
      </TableCell>
      {(['amount', 'discount', 'writeOff'] as const).map((key) => (
        <TableCell
          key={key}
          numeric
          label={key === 'amount' ? t('paid') : key === 'discount' ? words('discount') : t('writeOff')}
          className="w-32 min-w-28"
        >
          <AmountCell
            label={`${item.number}: ${t(key === 'amount' ? 'paid' : key === 'discount' ? 'discountOf' : 'writeOff')}`}
            value={line?.[key] ?? ''}
            currency={currency}
            onChange={(value) => put({ [key]: value === '' ? '0' : value })}
          />
        </TableCell>
      ))}
      <TableCell numeric label={t('left')} className={left?.startsWith('-') ? 'text-blocked' : undefined}>
        {left === null || left === '0' ? (
          <span className="text-faint">–</span>
        ) : (
          <Money bare value={left} currency={currency} />
        )}
      </TableCell>
    </TableRow>
  )
}

function AmountCell({
  label,
  value,
  currency,
  onChange,
}: {
  label: string
  value: string
  currency: string
  onChange: (value: string) => void
}) {
  const locale = useLocale()
  return (
    <NumberField
      aria-label={label}
      className="h-7"
      locale={locale}
      minPlaces={currencyDigits(currency)}
      value={value === '0' ? '' : value}
      onValueChange={onChange}
    />
  )
}
