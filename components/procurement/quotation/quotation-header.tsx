'use client'
import { useTranslations } from 'next-intl'
import { DateBox, DecimalBox, LookupBox, NoteBox, SelectBox, TextBox } from '@/components/form/boxes'
import { useBuyingMasters, useFindSuppliers } from '../use-buying'
import type { QuotationDraft } from './quotation-model'

/** Who offers, until when, on which terms. */
export function QuotationHeader({
  draft,
  onChange,
  locked,
  fixedSupplier,
  errors,
}: {
  draft: QuotationDraft
  onChange: (change: Partial<QuotationDraft>) => void
  locked: boolean
  fixedSupplier: boolean
  /** Errors in words, by field. */
  errors: Readonly<Record<string, string>>
}) {
  const t = useTranslations('buying.quotation')
  const find = useFindSuppliers()
  const { terms } = useBuyingMasters()
  const currency = draft.currency || (draft.supplier?.currency ?? '')
  return (
    <section aria-label={t('head')} className="mb-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 2xl:grid-cols-6">
      <LookupBox
        className="col-span-2"
        label={t('supplier')}
        required
        value={draft.supplier}
        onChange={(supplier) => onChange({ supplier, currency: '', paymentTermId: supplier?.paymentTermId ?? null })}
        search={find}
        locked={locked || (fixedSupplier && draft.supplier !== null)}
        error={errors.supplierId}
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
        label={t('validUntil')}
        value={draft.validUntil}
        onChange={(validUntil) => onChange({ validUntil })}
        locked={locked}
        error={errors.validUntil}
      />
      <TextBox
        label={t('currency')}
        value={currency}
        onChange={(value) => onChange({ currency: value.trim().toUpperCase().slice(0, 3) })}
        locked={locked}
        maxLength={3}
        error={errors.currency}
      />
      <SelectBox
        label={t('paymentTerm')}
        options={terms}
        value={draft.paymentTermId}
        onChange={(paymentTermId) => onChange({ paymentTermId })}
        locked={locked}
      />
      <DecimalBox
        label={t('leadTimeDays')}
        value={draft.leadTimeDays}
        onChange={(leadTimeDays) => onChange({ leadTimeDays: leadTimeDays.split('.')[0] ?? '' })}
        locked={locked}
        error={errors.leadTimeDays}
      />
      <DecimalBox
        label={t('freight')}
        suffix={currency}
        value={draft.freight}
        onChange={(freight) => onChange({ freight })}
        locked={locked}
        error={errors.freight}
      />
      <NoteBox
        className="col-span-full 2xl:col-span-3"
        rows={1}
        label={t('note')}
        value={draft.note}
        onChange={(note) => onChange({ note })}
        locked={locked}
      />
    </section>
  )
}
