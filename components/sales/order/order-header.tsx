'use client'
import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { DateBox, DecimalBox, LookupBox, NoteBox, SelectBox, TextBox } from '@/components/form/boxes'
import { useFormat } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { dec } from '@/server/kernel/money'
import { type CustomerChoice, useCompany, useFindCustomers, useSalesMasters } from '../use-sales'
import { AddressDialog, type DocumentAddress } from './address-dialog'
import { addressRows } from './address-rows'
import type { OrderDraft } from './order-model'

interface Props {
  readonly draft: OrderDraft
  readonly onChange: (change: Partial<OrderDraft>) => void
  readonly locked: boolean
  /** Errors in words, by field. */
  readonly errors: Readonly<Record<string, string>>
  readonly currency: string
  /** Puts another address on the document; null = the customer's own. */
  readonly takeAddress: TakeAddress
  /** Why the addresses stay as they are. */
  readonly addressRefused: string | null
}
export type AddressName = 'deliveryAddress' | 'billingAddress'
export type TakeAddress = (name: AddressName, address: DocumentAddress | null) => Promise<void> | void

/** Who orders, until when, on which terms; what is rarely changed is folded away. */
export function OrderHeader(props: Props) {
  const { draft, onChange, locked, errors } = props
  const t = useTranslations('sales.order')
  const findCustomers = useFindCustomers()
  const [more, setMore] = useState(false)
  const choose = (customer: CustomerChoice | null) =>
    onChange({
      customer,
      currency: '',
      paymentTermId: customer?.paymentTermId ?? null,
      warehouseId: customer?.warehouseId ?? draft.warehouseId,
      shipPolicy: customer?.shipPolicy ?? null,
      invoicePolicy: customer?.invoicePolicy ?? null,
      deliveryAddress: null,
      billingAddress: null,
    })
  return (
    <section aria-label={t('head')} className="mb-4 flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 xl:grid-cols-6">
        <LookupBox
          className="col-span-2"
          label={t('customer')}
          required
          value={draft.customer}
          onChange={choose}
          search={findCustomers}
          locked={locked}
          error={errors.customerId}
          placeholder={t('findCustomer')}
        />
        <TextBox
          label={t('customerReference')}
          value={draft.customerReference}
          onChange={(customerReference) => onChange({ customerReference })}
          locked={locked}
          maxLength={100}
          error={errors.customerReference}
        />
        <DateBox
          label={t('documentDate')}
          value={draft.documentDate}
          onChange={(documentDate) => onChange({ documentDate })}
          locked={locked}
          error={errors.documentDate}
        />
        <DateBox
          label={t('requestedDate')}
          value={draft.requestedDate}
          onChange={(requestedDate) => onChange({ requestedDate })}
          locked={locked}
          error={errors.requestedDate}
        />
        <DateBox
          label={t('validUntil')}
          value={draft.validUntil}
          onChange={(validUntil) => onChange({ validUntil })}
          locked={locked}
          error={errors.validUntil}
        />
      </div>
      <CreditLine customer={draft.customer} />
      <div>
        <Button size="sm" variant="quiet" aria-expanded={more} onClick={() => setMore(!more)}>
          <ChevronDown aria-hidden className={more ? 'rotate-180' : undefined} />
          {t(more ? 'lessTerms' : 'moreTerms')}
        </Button>
      </div>
      {more ? <OrderTerms {...props} /> : null}
    </section>
  )
}

/** Blocked, or near the credit limit: said before the order is written, not after. */
function CreditLine({ customer }: { customer: CustomerChoice | null }) {
  const t = useTranslations('sales.order')
  const format = useFormat()
  const { currency } = useCompany()
  if (!customer) return null
  if (customer.block !== 'none')
    return (
      <Notice tone="blocked">
        {t(customer.block === 'all' ? 'blockedAll' : 'blockedOrders', { customer: customer.name })}
      </Notice>
    )
  if (customer.creditLimit === null) return null
  const free = dec(customer.creditLimit).minus(customer.exposure)
  const tone = free.isNegative()
    ? 'blocked'
    : free.lessThan(dec(customer.creditLimit).times('0.1'))
      ? 'attention'
      : null
  const text = t('credit', {
    used: format.money(customer.exposure, currency),
    limit: format.money(customer.creditLimit, currency),
  })
  return tone ? <Notice tone={tone}>{text}</Notice> : <p className="text-xs text-faint">{text}</p>
}

function OrderTerms({ draft, onChange, locked, errors, currency, takeAddress, addressRefused }: Props) {
  const t = useTranslations('sales.order')
  const { terms, warehouses } = useSalesMasters()
  const choice = (key: 'shipPolicies' | 'invoicePolicies', values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`${key}.${value}`) }))
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3 rounded-md border bg-surface p-3 sm:grid-cols-3 xl:grid-cols-6">
      <SelectBox
        label={t('paymentTerm')}
        options={terms}
        value={draft.paymentTermId}
        onChange={(paymentTermId) => onChange({ paymentTermId })}
        locked={locked}
      />
      <SelectBox
        label={t('warehouse')}
        options={warehouses}
        value={draft.warehouseId}
        onChange={(warehouseId) => onChange({ warehouseId })}
        locked={locked}
      />
      <SelectBox
        label={t('shipPolicy')}
        options={choice('shipPolicies', ['partial', 'complete'])}
        value={draft.shipPolicy}
        onChange={(v) => onChange({ shipPolicy: v === 'complete' ? 'complete' : 'partial' })}
        locked={locked}
      />
      <SelectBox
        label={t('invoicePolicy')}
        options={choice('invoicePolicies', ['shipped', 'ordered'])}
        value={draft.invoicePolicy}
        onChange={(v) => onChange({ invoicePolicy: v === 'ordered' ? 'ordered' : 'shipped' })}
        locked={locked}
      />
      <TextBox
        label={t('currency')}
        value={draft.currency || currency}
        onChange={(value) => onChange({ currency: value.trim().toUpperCase().slice(0, 3) })}
        locked={locked}
        maxLength={3}
        error={errors.currency}
      />
      <SelectBox
        label={t('discountKind')}
        options={[
          { value: 'percent', label: t('discountKinds.percent') },
          { value: 'amount', label: t('discountKinds.amount') },
        ]}
        value={draft.discountKind}
        onChange={(v) => onChange({ discountKind: v === 'amount' ? 'amount' : 'percent' })}
        locked={locked}
      />
      <AddressChoice name="deliveryAddress" draft={draft} take={takeAddress} refused={addressRefused} />
      <AddressChoice name="billingAddress" draft={draft} take={takeAddress} refused={addressRefused} />
      <NoteBox
        className="col-span-full sm:col-span-1 xl:col-span-1"
        label={t('note')}
        value={draft.note}
        onChange={(note) => onChange({ note })}
        locked={locked}
      />
      <NoteBox
        className="col-span-full sm:col-span-2 xl:col-span-1"
        label={t('internalNote')}
        value={draft.internalNote}
        onChange={(internalNote) => onChange({ internalNote })}
        locked={locked}
      />
    </div>
  )
}

/** One of the document's addresses, with the way to another one. */
function AddressChoice({
  name,
  draft,
  take,
  refused,
}: {
  name: AddressName
  draft: OrderDraft
  take: TakeAddress
  refused: string | null
}) {
  const t = useTranslations('sales.order')
  const [open, setOpen] = useState(false)
  const { customer } = draft
  const label = t(name)
  const title = t('changeAddressOf', { label })
  const hint = name === 'deliveryAddress' ? `${t('addressKept')} ${t('addressDeliveries')}` : t('addressKept')
  return (
    <>
      <AddressText
        label={label}
        address={draft[name]}
        action={
          <Button
            size="sm"
            variant="link"
            aria-label={title}
            disabledReason={customer ? refused : t('findCustomer')}
            onClick={() => setOpen(true)}
          >
            {t('changeAddress')}
          </Button>
        }
      />
      {open && customer ? (
        <AddressDialog
          title={title}
          hint={hint}
          partyId={customer.partyId}
          address={draft[name]}
          onTake={(address) => take(name, address)}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

/** An address as it will be printed; without one, the customer's own is taken. */
export function AddressText({
  label,
  address,
  action,
}: {
  label: string
  address: OrderDraft['deliveryAddress']
  action?: ReactNode
}) {
  const t = useTranslations('sales.order')
  const shown = addressRows(address)
  return (
    <div className="col-span-2 flex min-w-0 flex-col gap-1 text-sm">
      <span className="flex items-center gap-2 text-sm text-muted">
        {label}
        {action}
      </span>
      {shown.length > 0 ? (
        <address className="not-italic">
          {shown.map((row) => (
            <span key={row} className="block truncate">
              {row}
            </span>
          ))}
        </address>
      ) : (
        <span className="text-faint">{t('customersAddress')}</span>
      )}
    </div>
  )
}

/** Document discount, freight and the server's totals, below the lines. */
export function OrderTotals({
  draft,
  onChange,
  locked,
  totals,
  waiting,
  currency,
  errors,
}: Omit<Props, 'takeAddress' | 'addressRefused'> & {
  totals: { net: string; tax: string; gross: string } | null
  waiting: boolean
}) {
  const t = useTranslations('sales.order')
  const format = useFormat()
  const rows = [
    ['net', totals?.net],
    ['tax', totals?.tax],
    ['gross', totals?.gross],
  ] as const
  return (
    <div className="mt-3 grid gap-x-8 gap-y-3 sm:grid-cols-[1fr_18rem]">
      <div className="grid max-w-md grid-cols-2 content-start gap-x-4 gap-y-3">
        <DecimalBox
          label={t(draft.discountKind === 'percent' ? 'documentDiscountPercent' : 'documentDiscountAmount')}
          suffix={draft.discountKind === 'percent' ? '%' : currency}
          value={draft.discount}
          onChange={(discount) => onChange({ discount })}
          locked={locked}
          error={errors.discountAmount ?? errors.discountPercent}
        />
        <DecimalBox
          label={t('freight')}
          suffix={currency}
          value={draft.freight}
          onChange={(freight) => onChange({ freight })}
          locked={locked}
        />
      </div>
      <dl
        aria-live="polite"
        className={`flex flex-col gap-1 text-sm transition-opacity duration-100 ${waiting ? 'opacity-55' : ''}`}
      >
        {rows.map(([key, value]) => (
          <div
            key={key}
            className={`flex items-baseline justify-between gap-4 ${key === 'gross' ? 'border-t pt-1.5 text-lg font-medium' : ''}`}
          >
            <dt className={key === 'gross' ? undefined : 'text-muted'}>{t(`totals.${key}`)}</dt>
            <dd className="num">{value ? format.money(value, currency) : '–'}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
