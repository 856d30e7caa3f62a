'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { FinancePage } from '@/components/finance/page'
import { ReportBody } from '@/components/finance/report/parts'
import { useBooks } from '@/components/finance/use-books'
import { DecimalField, SelectField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { IntegerField } from '@/components/inventory/integer-field'
import { salesSettingsInput } from '@/server/contracts/sales/sales-order'
import { useRun, useSalesMasters } from '../use-sales'

/** How the company sells: what may go beyond an order, how long an offer holds, what prices are compared with. */
export function SalesSettings() {
  const t = useTranslations('sales.settings')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { companyId, companyName } = useBooks()
  const { warehouses } = useSalesMasters()
  const refusal = useRefusal()
  const { commit } = useRun()
  const settings = useQuery(trpc.sales.settings.get.queryOptions({ companyId }))
  const s = settings.data
  return (
    <FinancePage title={t('title')} hint={companyName}>
      <ReportBody query={settings} columns={2}>
        {s ? (
          <Form
            key={`${companyId} ${s.version}`}
            className="max-w-4xl pt-2"
            schema={salesSettingsInput}
            defaultValues={{
              companyId,
              overDeliveryPercent: s.overDeliveryPercent,
              quoteValidityDays: s.quoteValidityDays,
              medianSample: s.medianSample,
              defaultWarehouseId: s.defaultWarehouseId,
            }}
            submitLabel={words('save')}
            refused={refusal('sales.settings.update') ?? null}
            onSubmit={(values) => commit(() => client.sales.settings.update.mutate(values))}
          >
            <FormSection title={t('shipping')} hint={t('shippingHint')}>
              <DecimalField
                name="overDeliveryPercent"
                label={t('overDeliveryPercent')}
                hint={t('overDeliveryHint')}
                suffix="%"
              />
              <SelectField name="defaultWarehouseId" label={t('warehouse')} options={warehouses} />
            </FormSection>
            <FormSection title={t('offers')} hint={t('offersHint')}>
              <IntegerField name="quoteValidityDays" label={t('quoteValidityDays')} />
              <IntegerField name="medianSample" label={t('medianSample')} hint={t('medianSampleHint')} />
            </FormSection>
          </Form>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}
