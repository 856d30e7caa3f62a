'use client'
import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DateBox, DecimalBox, LookupBox, NoteBox, SelectBox, TextBox } from '@/components/form/boxes'
import { useFormat } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { type SupplierChoice, useBuyingMasters, useFindSuppliers } from '../use-buying'
import type { OrderDraft } from './order-model'

interface Props {
  readonly draft: OrderDraft
  readonly onChange: (change: Partial<OrderDraft>) => void
  readonly locked: boolean
  /** Errors in words, by field. */
  readonly errors: Readonly<Record<string, string>>
  readonly currency: string
  /** An order that is not stored yet: whether it is a blanket order can still be said. */
  readonly isNew: boolean
}

/** From whom, until when, where to; what is rarely changed is folded away. */
export function OrderHeader(props: Props) {
  const { draft, onChange, locked, errors } = props
  const t = useTranslations('buying.order')
  const findSuppliers = useFindSuppliers()
  const { warehouses } = useBuyingMasters()
  const [more, setMore] = useState(false)
  const choose = (supplier: SupplierChoice | null) =>
    onChange({
      supplier,
      currency: '',
      paymentTermId: supplier?.paymentTermId ?? null,
      warehouseId: supplier?.warehouseId ?? draft.warehouseId,
    })
  return (
    <section aria-label={t('head')} className="mb-4 flex flex-col gap-3">
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 2xl:grid-cols-6">
        <LookupBox
          className="col-span-2"
          label={t('supplier')}
          required
          value={draft.supplier}
          onChange={choose}
          search={findSuppliers}
          locked={locked}
          error={errors.supplierId}
          placeholder={t('findSupplier')}
        />
        <TextBox
          label={t('supplierReference')}
          value={draft.supplierReference}
          onChange={(supplierReference) => onChange({ supplierReference })}
          locked={locked}
          maxLength={100}
          error={errors.supplierReference}
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
        <SelectBox
          label={t('warehouse')}
          options={warehouses}
          value={draft.warehouseId}
          onChange={(warehouseId) => onChange({ warehouseId })}
          locked={locked}
          error={errors.warehouseId}
        />
      </div>
      {draft.kind === 'blanket' ? <BlanketTerms {...props} /> : null}
      {draft.supplier && draft.supplier.block !== 'none' ? (
        <Notice tone="blocked">{t('blockedSupplier', { supplier: draft.supplier.name })}</Notice>
      ) : null}
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

/** Period, amount and allowance of what may be called off. */
function BlanketTerms({ draft, onChange, locked, errors, currency }: Props) {
  const t = useTranslations('buying.order')
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3 rounded-md border bg-surface p-3 sm:grid-cols-4">
      <DateBox
        label={t('validFrom')}
        value={draft.validFrom}
        onChange={(validFrom) => onChange({ validFrom })}
        locked={locked}
        error={errors.validFrom}
      />
      <DateBox
        label={t('validTo')}
        value={draft.validTo}
        onChange={(validTo) => onChange({ validTo })}
        locked={locked}
        error={errors.validTo}
      />
      <DecimalBox
        label={t('blanketAmount')}
        hint={t('blanketAmountHint')}
        suffix={currency}
        value={draft.blanketAmount}
        onChange={(blanketAmount) => onChange({ blanketAmount })}
        locked={locked}
        error={errors.blanketAmount}
      />
      <DecimalBox
        label={t('allowance')}
        suffix="%"
        value={draft.allowancePercent}
        onChange={(allowancePercent) => onChange({ allowancePercent })}
        locked={locked}
        error={errors.allowancePercent}
      />
    </div>
  )
}

function OrderTerms({ draft, onChange, locked, errors, currency, isNew }: Props) {
  const kinds = useTranslations('procurement.purchase_order.kinds')
  const t = useTranslations('buying.order')
  const { terms } = useBuyingMasters()
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3 rounded-md border bg-surface p-3 sm:grid-cols-3 xl:grid-cols-4">
      {isNew ? (
        <SelectBox
          label={t('kind')}
          options={[
            { value: 'standard', label: kinds('standard') },
            { value: 'blanket', label: kinds('blanket') },
          ]}
          value={draft.kind}
          onChange={(kind) => onChange({ kind: kind === 'blanket' ? 'blanket' : 'standard' })}
        />
      ) : null}
      <SelectBox
        label={t('paymentTerm')}
        options={terms}
        value={draft.paymentTermId}
        onChange={(paymentTermId) => onChange({ paymentTermId })}
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
      <AddressText label={t('deliveryAddress')} address={draft.deliveryAddress} />
      <NoteBox
        className="col-span-full sm:col-span-2"
        label={t('note')}
        value={draft.note}
        onChange={(note) => onChange({ note })}
        locked={locked}
      />
      <NoteBox
        className="col-span-full sm:col-span-2"
        label={t('internalNote')}
        value={draft.internalNote}
        onChange={(internalNote) => onChange({ internalNote })}
        locked={locked}
      />
    </div>
  )
}

/** An address as it will be printed; without one, the warehouse's is taken. */
function AddressText({ label, address }: { label: string; address: OrderDraft['deliveryAddress'] }) {
  const t = useTranslations('buying.order')
  const rows = address
    ? [
        address.name,
        ...address.lines,
        [address.postalCode, address.city, address.region].filter(Boolean).join(' '),
        address.country,
      ].filter((row): row is string => Boolean(row))
    : []
  return (
    <div className="flex min-w-0 flex-col gap-1 text-sm">
      <span className="text-sm text-muted">{label}</span>
      {rows.length > 0 ? (
        <address className="not-italic">
          {rows.map((row) => (
            <span key={row} className="block truncate">
              {row}
            </span>
          ))}
        </address>
      ) : (
        <span className="text-faint">{t('warehouseAddress')}</span>
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
}: Props & { totals: { net: string; tax: string; gross: string } | null; waiting: boolean }) {
  const t = useTranslations('buying.order')
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
          label={t('documentDiscount')}
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
