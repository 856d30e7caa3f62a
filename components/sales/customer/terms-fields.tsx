'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { DecimalField, MoneyField, NoteField, SelectField, SwitchField, TextField } from '@/components/form/fields'
import { FormSection } from '@/components/form/form'
import { MultiSelectField } from '@/components/form/multi-select-field'
import { useCompany, useSalesMasters } from '../use-sales'

/** The terms of sale of a customer: prices, payment, credit, shipping. */
export function TermsFields() {
  const t = useTranslations('sales.customerPage')
  const trpc = useTRPC()
  const { companyId, currency } = useCompany()
  const { terms, taxes, warehouses } = useSalesMasters()
  const groups = useQuery(trpc.sales.customerGroup.list.queryOptions({ companyId }, { retry: false }))
  const lists = useQuery(trpc.sales.priceList.options.queryOptions({ companyId }, { retry: false }))
  const named = (rows: readonly { id: string; code: string; name: string }[] | undefined) =>
    (rows ?? []).map((r) => ({ value: r.id, label: r.name, hint: r.code }))
  return (
    <>
      <FormSection title={t('prices')}>
        <SelectField name="groupId" label={t('group')} options={named(groups.data)} />
        <SelectField name="priceListId" label={t('priceList')} options={named(lists.data)} />
        <DecimalField name="discountPercent" label={t('discount')} suffix="%" />
        <TextField name="currency" label={t('currency')} maxLength={3} />
      </FormSection>
      <FormSection title={t('payment')} hint={t('creditHint')}>
        <SelectField name="paymentTermId" label={t('paymentTerm')} options={terms} />
        <MoneyField name="creditLimit" label={t('creditLimit')} currency={currency} />
        <MultiSelectField name="taxCodeIds" label={t('taxes')} options={taxes} />
        <SwitchField name="taxExempt" label={t('taxExempt')} />
      </FormSection>
      <FormSection title={t('shipping')}>
        <SelectField
          name="shipPolicy"
          label={t('shipPolicy')}
          options={(['partial', 'complete'] as const).map((value) => ({ value, label: t(`shipPolicies.${value}`) }))}
        />
        <SelectField
          name="invoicePolicy"
          label={t('invoicePolicy')}
          options={(['shipped', 'ordered'] as const).map((value) => ({ value, label: t(`invoicePolicies.${value}`) }))}
        />
        <SelectField name="warehouseId" label={t('warehouse')} options={warehouses} />
        <NoteField name="note" label={t('note')} rows={2} />
      </FormSection>
    </>
  )
}
