'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { FinancePage } from '@/components/finance/page'
import { ReportBody } from '@/components/finance/report/parts'
import { useBooks, useChart } from '@/components/finance/use-books'
import { DecimalField, LookupField, SelectField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { IntegerField } from '@/components/inventory/integer-field'
import { TableSkeleton } from '@/components/ui/skeleton'
import { matchPolicies } from '@/server/contracts/procurement/supplier'
import { useRefusal, useRun } from '../use-buying'
import { FREIGHT_ROW, GROUPS, LIMIT_ROWS, limitsForForm, limitsOfForm, matchForm } from './match-limits'

/** How supplier invoices are compared with orders and receipts, how far they may differ, and what happens beyond that. */
export function MatchSettings() {
  const t = useTranslations('procurement.match_settings')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { companyId, companyName, currency } = useBooks()
  const refusal = useRefusal()
  const { commit } = useRun()
  const settings = useQuery(trpc.procurement.matchSettings.get.queryOptions({ companyId }))
  const s = settings.data
  const { chart, find, byId, label } = useChart()
  const chosen = (id: string | null) => {
    const account = byId.get(id ?? '')
    return account ? { value: account.id, id: account.id, code: account.code, label: label(account) } : null
  }
  return (
    <FinancePage title={t('title')} hint={companyName}>
      <ReportBody query={settings} columns={2}>
        {/* The names of the accounts come first: a form that is made anew would lose what is being typed. */}
        {s && !chart.isLoading ? (
          <Form
            key={`${companyId} ${s.version}`}
            className="max-w-5xl pt-2"
            schema={matchForm}
            defaultValues={{
              companyId,
              outsideAction: s.outsideAction,
              duplicateDays: s.duplicateDays,
              exchangeVariance: s.exchangeVariance,
              servicePolicy: s.servicePolicy,
              allowanceAccountId: s.allowanceAccountId,
              chargeAccountId: s.chargeAccountId,
              limits: limitsForForm(s.limits),
            }}
            submitLabel={words('save')}
            refused={refusal('procurement.settings.update') ?? null}
            onSubmit={({ limits, ...values }) =>
              commit(() => client.procurement.matchSettings.update.mutate({ ...values, limits: limitsOfForm(limits) }))
            }
          >
            <FormSection title={t('comparing')}>
              <SelectField
                name="outsideAction"
                label={t('outsideAction')}
                hint={t('outsideHint')}
                options={(['block', 'refuse'] as const).map((value) => ({
                  value,
                  label: t(`outsideActions.${value}`),
                }))}
              />
              <SelectField
                name="servicePolicy"
                label={t('servicePolicy')}
                hint={t('serviceHint')}
                options={matchPolicies.map((value) => ({ value, label: t(`servicePolicies.${value}`) }))}
              />
              <SelectField
                name="exchangeVariance"
                label={t('exchangeVariance')}
                hint={t('exchangeHint')}
                options={(['cost', 'gain_loss'] as const).map((value) => ({
                  value,
                  label: t(`exchangeVariances.${value}`),
                }))}
              />
              <IntegerField
                name="duplicateDays"
                label={t('duplicateDays')}
                hint={t('duplicateHint')}
                suffix={t('days')}
              />
            </FormSection>
            <FormSection title={t('eInvoices')} hint={t('eInvoicesHint')}>
              {(['allowanceAccountId', 'chargeAccountId'] as const).map((name) => (
                <LookupField
                  key={name}
                  name={name}
                  label={t(name)}
                  search={async (text) => find(text, (a) => a.control === null)}
                  initial={chosen(s[name])}
                />
              ))}
            </FormSection>
            {GROUPS.map((group) => (
              <FormSection key={group} title={t(`groups.${group}`)} hint={t(`groupHints.${group}`)}>
                {(group === 'freight' ? [FREIGHT_ROW] : LIMIT_ROWS).map((row) => (
                  <fieldset key={row.row} className="grid grid-cols-2 gap-x-2">
                    <legend className="mb-1 text-sm font-medium">{t(`rows.${row.row}`)}</legend>
                    <DecimalField name={`limits.${group}.${row.percent}`} label={t('percent')} suffix="%" />
                    <DecimalField
                      name={`limits.${group}.${row.absolute}`}
                      label={t('absolute')}
                      suffix={row.row.startsWith('quantity') ? t('units') : currency}
                    />
                  </fieldset>
                ))}
              </FormSection>
            ))}
          </Form>
        ) : (
          <TableSkeleton rows={16} columns={2} label={words('loading')} />
        )}
      </ReportBody>
    </FinancePage>
  )
}
