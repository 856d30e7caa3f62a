'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { MakePage } from '@/components/document/parts'
import { AddressBlock } from '@/components/form/address-block'
import { TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { useFrame } from '@/components/shell'
import { toast } from '@/components/ui/toast'
import { useCompany, useRun } from '../use-sales'
import { newCustomerForm, newCustomerInput } from './customer-fields'
import { TermsFields } from './terms-fields'
import { useCountries } from './use-countries'

/** A new customer with what one needs for the first order. */
export function NewCustomer() {
  const t = useTranslations('sales.customerPage')
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
        schema={newCustomerForm}
        defaultValues={{
          code: '',
          name: '',
          taxId: null,
          email: null,
          phone: null,
          currency,
          address: { line1: '', line2: '', city: '', region: '', postalCode: '', country: '' },
          discountPercent: '0',
          taxCodeIds: [],
          taxExempt: false,
          shipPolicy: 'partial',
          invoicePolicy: 'shipped',
          note: null,
        }}
        refused={refusal('sales.customer.create') ?? null}
        submitLabel={t('create')}
        onCancel={() => router.push(href('sales/customers'))}
        onSubmit={async (values) => {
          const made = await api.sales.customer.create.mutate(newCustomerInput(values, companyId))
          await refresh()
          toast.success(t('created'))
          router.replace(href(`sales/customers/${made.id}`))
        }}
      >
        <FormSection title={t('who')}>
          <TextField name="name" label={t('name')} required autoFocus maxLength={160} />
          <TextField name="code" label={t('code')} required maxLength={40} />
          <TextField name="taxId" label={t('taxId')} maxLength={40} />
          <TextField name="email" label={t('email')} type="email" />
          <TextField name="phone" label={t('phone')} type="tel" />
        </FormSection>
        <FormSection title={t('address')} hint={t('addressHint')}>
          <AddressBlock name="address" countries={countries} />
        </FormSection>
        <TermsFields />
      </Form>
    </MakePage>
  )
}
