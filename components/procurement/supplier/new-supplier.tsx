'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { MakePage } from '@/components/document/parts'
import { AddressBlock } from '@/components/form/address-block'
import { SelectField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { useCountries } from '@/components/sales/customer/use-countries'
import { useFrame } from '@/components/shell'
import { toast } from '@/components/ui/toast'
import { useCompany, useRefusal, useRun } from '../use-buying'
import { limitsOf, newSupplierForm, newSupplierInput } from './supplier-fields'
import { TermsFields } from './terms-fields'

/** A new supplier with what one needs for the first order. */
export function NewSupplier() {
  const t = useTranslations('buying.supplier')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { refresh } = useRun()
  const refusal = useRefusal()
  const { companyId, currency } = useCompany()
  const countries = useCountries()
  return (
    <MakePage title={t('new')} actions={null}>
      <Form
        className="max-w-4xl"
        schema={newSupplierForm}
        defaultValues={{
          code: '',
          name: '',
          taxCountry: null,
          taxId: null,
          email: null,
          phone: null,
          currency,
          address: { line1: '', line2: '', city: '', region: '', postalCode: '', country: '' },
          leadTimeDays: 0,
          taxCodeIds: [],
          taxExempt: false,
          matchPolicy: 'three_way',
          limits: limitsOf({}),
          orderEmail: null,
          note: null,
        }}
        refused={refusal('procurement.supplier.create') ?? null}
        submitLabel={t('create')}
        onCancel={() => router.push(href('procurement/suppliers'))}
        onSubmit={async (values) => {
          const made = await api.procurement.supplier.create.mutate(newSupplierInput(values, companyId))
          await refresh()
          toast.success(t('created'))
          router.replace(href(`procurement/suppliers/${made.id}`))
        }}
      >
        <FormSection title={t('who')}>
          <TextField name="name" label={t('name')} required autoFocus maxLength={160} />
          <TextField name="code" label={t('code')} required maxLength={40} />
          <SelectField name="taxCountry" label={t('taxCountry')} options={countries} />
          <TextField name="taxId" label={t('taxId')} maxLength={40} />
          <TextField name="email" label={t('email')} type="email" />
          <TextField name="phone" label={t('phone')} type="tel" />
        </FormSection>
        <FormSection title={t('address')} hint={t('addressHint')}>
          <AddressBlock name="address" countries={countries} />
        </FormSection>
        <TermsFields currency={currency} />
      </Form>
    </MakePage>
  )
}
