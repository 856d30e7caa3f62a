'use client'
import { useTranslations } from 'next-intl'
import { DecimalField, MoneyField, NoteField, SelectField, SwitchField, TextField } from '@/components/form/fields'
import { FormSection } from '@/components/form/form'
import { MultiSelectField } from '@/components/form/multi-select-field'
import { IntegerField } from '@/components/inventory/integer-field'
import { receiptActions } from '@/server/contracts/procurement/settings'
import { matchPolicies } from '@/server/contracts/procurement/supplier'
import { useBuyingMasters, useCompany } from '../use-buying'
import { LIMITS } from './supplier-fields'

/** The terms of buying from a supplier: ordering, payment and tax, what is tolerated on receipt and on the bill. */
export function TermsFields({ currency }: { currency: string }) {
  const t = useTranslations('buying.supplier')
  const words = useTranslations('procurement')
  const { terms, taxes, warehouses } = useBuyingMasters()
  const { currency: base } = useCompany()
  return (
    <>
      <FormSection title={t('ordering')}>
        <TextField name="currency" label={t('currency')} maxLength={3} />
        <TextField name="orderEmail" label={t('orderEmail')} type="email" hint={t('orderEmailHint')} />
        <IntegerField name="leadTimeDays" label={t('leadTimeDays')} suffix={t('days')} />
        <MoneyField name="minimumOrder" label={t('minimumOrder')} currency={currency} />
        <DecimalField name="orderMultiple" label={t('orderMultiple')} />
        <SelectField name="warehouseId" label={t('warehouse')} options={warehouses} />
      </FormSection>
      <FormSection title={t('payment')}>
        <SelectField name="paymentTermId" label={t('paymentTerm')} options={terms} />
        <MultiSelectField name="taxCodeIds" label={t('taxes')} options={taxes} />
        <SwitchField name="taxExempt" label={t('taxExempt')} />
      </FormSection>
      <FormSection title={t('tolerances')} hint={t('tolerancesHint')}>
        <DecimalField name="overReceiptPercent" label={t('overReceiptPercent')} suffix="%" />
        <DecimalField name="underReceiptPercent" label={t('underReceiptPercent')} suffix="%" />
        <SelectField
          name="overReceiptAction"
          label={t('overReceiptAction')}
          options={receiptActions.map((value) => ({ value, label: words(`receiptActions.${value}`) }))}
        />
        <SelectField
          name="matchPolicy"
          label={t('matchPolicy')}
          options={matchPolicies.map((value) => ({ value, label: words(`supplier.matchPolicies.${value}`) }))}
        />
        {LIMITS.map((key) => (
          <DecimalField
            key={key}
            name={`limits.${key}`}
            label={t(`limits.${key}`)}
            suffix={key.endsWith('Percent') ? '%' : key.endsWith('Amount') ? base : undefined}
          />
        ))}
      </FormSection>
      <FormSection title={t('note')}>
        <NoteField name="note" label={t('note')} rows={2} className="col-span-full" />
      </FormSection>
    </>
  )
}
