'use client'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { SelectField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { useCountries } from '@/components/sales/customer/use-countries'
import { plain } from '@/server/kernel/money'
import { useRefusal, useRun } from '../use-buying'
import { changeSupplierForm, givenLimits, limitsOf } from './supplier-fields'
import type { Supplier } from './supplier-page'
import { TermsFields } from './terms-fields'

const orNull = (value: string | null) => (value === null ? null : plain(value))

/** The terms of a supplier, to be changed. */
export function SupplierTerms({ supplier: s }: { supplier: Supplier }) {
  const t = useTranslations('buying.supplier')
  const api = useTRPCClient().procurement.supplier
  const { refresh } = useRun()
  const refusal = useRefusal()
  const countries = useCountries()
  return (
    <Form
      className="max-w-4xl"
      schema={changeSupplierForm}
      defaultValues={{
        code: s.code,
        name: s.name,
        taxCountry: s.taxCountry,
        taxId: s.taxId,
        email: s.email,
        currency: s.currency,
        orderEmail: s.orderEmail,
        leadTimeDays: s.leadTimeDays,
        minimumOrder: orNull(s.minimumOrder),
        orderMultiple: orNull(s.orderMultiple),
        warehouseId: s.warehouseId,
        paymentTermId: s.paymentTermId,
        taxCodeIds: s.taxCodeIds,
        taxExempt: s.taxExempt,
        overReceiptPercent: orNull(s.overReceiptPercent),
        underReceiptPercent: orNull(s.underReceiptPercent),
        overReceiptAction: s.overReceiptAction,
        matchPolicy: s.matchPolicy,
        limits: limitsOf(s.matchLimits),
        note: s.note,
      }}
      refused={refusal('procurement.supplier.update') ?? null}
      submitLabel={t('save')}
      onSubmit={async ({ limits, taxId, email, ...values }) => {
        // Limits that have no field here stay as they are.
        const others = Object.fromEntries(Object.entries(s.matchLimits).filter(([key]) => !(key in limits)))
        await api.update.mutate({
          ...values,
          matchLimits: { ...others, ...givenLimits(limits) },
          party: { taxId: taxId || null, email: email || null },
          id: s.id,
          version: s.version,
        })
        await refresh()
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label={t('name')} required maxLength={160} />
        <TextField name="code" label={t('code')} required maxLength={40} />
        <SelectField name="taxCountry" label={t('taxCountry')} options={countries} />
        <TextField name="taxId" label={t('taxId')} maxLength={40} />
        <TextField name="email" label={t('email')} type="email" />
      </div>
      <TermsFields currency={s.currency} />
    </Form>
  )
}
