'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { FinancePage } from '@/components/finance/page'
import { ReportBody } from '@/components/finance/report/parts'
import { useBooks } from '@/components/finance/use-books'
import { DecimalField, MoneyField, SelectField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { purchaseSettingsInput, receiptActions } from '@/server/contracts/procurement/settings'
import { useBuyingMasters, useRefusal, useRun } from '../use-buying'

/** How the company buys: what may come beyond or short of an order, and which changes of an order are small. */
export function PurchaseSettings() {
  const t = useTranslations('procurement.settings')
  const words = useTranslations()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { companyId, companyName, currency } = useBooks()
  const { warehouses } = useBuyingMasters()
  const refusal = useRefusal()
  const { commit } = useRun()
  const settings = useQuery(trpc.procurement.settings.get.queryOptions({ companyId }))
  const s = settings.data
  return (
    <FinancePage title={t('title')} hint={companyName}>
      <ReportBody query={settings} columns={2}>
        {s ? (
          <Form
            key={`${companyId} ${s.version}`}
            className="max-w-4xl pt-2"
            schema={purchaseSettingsInput}
            defaultValues={{
              companyId,
              overReceiptPercent: s.overReceiptPercent,
              underReceiptPercent: s.underReceiptPercent,
              overReceiptAction: s.overReceiptAction,
              revisionPercent: s.revisionPercent,
              revisionAmount: s.revisionAmount,
              defaultWarehouseId: s.defaultWarehouseId,
            }}
            submitLabel={words('common.save')}
            refused={refusal('procurement.settings.update') ?? null}
            onSubmit={(values) => commit(() => client.procurement.settings.update.mutate(values))}
          >
            <FormSection title={t('receiving')} hint={t('receivingHint')}>
              <DecimalField name="overReceiptPercent" label={words('buying.supplier.overReceiptPercent')} suffix="%" />
              <SelectField
                name="overReceiptAction"
                label={words('buying.supplier.overReceiptAction')}
                options={receiptActions.map((value) => ({
                  value,
                  label: words(`procurement.receiptActions.${value}`),
                }))}
              />
              <DecimalField
                name="underReceiptPercent"
                label={words('buying.supplier.underReceiptPercent')}
                hint={t('underHint')}
                suffix="%"
              />
              <SelectField name="defaultWarehouseId" label={t('warehouse')} options={warehouses} />
            </FormSection>
            <FormSection title={t('revisions')} hint={t('revisionsHint')}>
              <DecimalField name="revisionPercent" label={t('revisionPercent')} suffix="%" />
              <MoneyField name="revisionAmount" label={t('revisionAmount')} currency={currency} />
            </FormSection>
          </Form>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}
