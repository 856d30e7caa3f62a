'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { MoneyField, SelectField, SwitchField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { updateCompanySettingsInput } from '@/server/contracts/finance/settings'
import { FinancePage } from '../page'
import { ReportBody } from '../report/parts'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'
import { IntegerField } from './integer-field'

/** How the company computes tax and rounds, and which small differences it gives up. */
export function AccountingSettings() {
  const t = useTranslations('finance.accounting')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { companyId, companyName } = useBooks()
  const refusal = useRefusal()
  const { commit } = useRun()
  const settings = useQuery(trpc.finance.settings.get.queryOptions({ companyId }))
  const s = settings.data
  return (
    <FinancePage title={t('title')} hint={companyName}>
      <ReportBody query={settings} columns={2}>
        {s ? (
          <Form
            key={companyId}
            className="max-w-4xl pt-2"
            schema={updateCompanySettingsInput}
            defaultValues={{
              companyId,
              taxRounding: s.taxRounding,
              pricesIncludeTax: s.pricesIncludeTax,
              writeOffTolerance: s.writeOffTolerance,
              payableRounding: s.payableRounding,
              revenueAt: s.revenueAt,
              bankChangeHoldDays: s.bankChangeHoldDays,
            }}
            submitLabel={words('save')}
            refused={refusal('finance.settings.update') ?? null}
            onSubmit={(values) => commit(() => client.finance.settings.update.mutate(values))}
          >
            <FormSection title={t('tax')}>
              <SelectField
                name="taxRounding"
                label={t('taxRounding')}
                hint={t('taxRoundingHint')}
                options={[
                  { value: 'document', label: t('perDocument') },
                  { value: 'line', label: t('perLine') },
                ]}
              />
              <SwitchField name="pricesIncludeTax" label={t('pricesIncludeTax')} />
            </FormSection>
            <FormSection title={t('revenue')}>
              <SelectField
                name="revenueAt"
                label={t('revenueAt')}
                hint={t('revenueHint')}
                options={[
                  { value: 'invoice', label: t('revenueAtInvoice') },
                  { value: 'delivery', label: t('revenueAtDelivery') },
                ]}
              />
            </FormSection>
            <FormSection title={t('paying')}>
              <IntegerField name="bankChangeHoldDays" label={t('bankChangeHoldDays')} hint={t('bankChangeHint')} />
            </FormSection>
            <FormSection title={t('differences')}>
              <MoneyField
                name="writeOffTolerance"
                label={t('writeOffTolerance')}
                hint={t('writeOffHint')}
                currency={s.baseCurrency}
              />
              <MoneyField
                name="payableRounding"
                label={t('payableRounding')}
                hint={t('payableHint')}
                currency={s.baseCurrency}
              />
            </FormSection>
          </Form>
        ) : null}
      </ReportBody>
    </FinancePage>
  )
}
