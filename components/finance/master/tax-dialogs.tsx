'use client'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { DateField, DecimalField, LookupField, SelectField, SwitchField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { changeTaxRateInput, createTaxCodeInput } from '@/server/contracts/finance/settings'
import { useBooks, useChart } from '../use-books'
import { useRun } from '../use-run'
import type { TaxCode } from './tax-codes'

function RateFields({ prefix = '' }: { prefix?: string }) {
  const t = useTranslations('finance.taxCodes')
  const words = useTranslations('common')
  const { find } = useChart()
  return (
    <>
      <SelectField
        name={`${prefix}kind`}
        label={t('kind')}
        required
        options={[
          { value: 'percent', label: t('kinds.percent') },
          { value: 'per_unit', label: t('kinds.per_unit') },
        ]}
      />
      <DecimalField name={`${prefix}value`} label={t('value')} required maxPlaces={6} />
      <DateField name={`${prefix}validFrom`} label={t('validFrom')} required />
      <LookupField
        name={`${prefix}accountId`}
        label={words('account')}
        required
        search={async (text) => find(text, (a) => a.control === null)}
      />
      <TextField name={`${prefix}box`} label={t('boxLabel')} hint={t('boxHint')} />
      <DecimalField name={`${prefix}nonDeductiblePercent`} label={t('nonDeductible')} suffix="%" />
    </>
  )
}

/** A new tax code with its first rate. */
export function NewTaxCodeDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('finance.taxCodes')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { commit } = useRun()
  const { companyId, today } = useBooks()
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent size="lg" title={t('new')} closeLabel={words('close')}>
        <Form
          schema={createTaxCodeInput}
          defaultValues={{
            companyId,
            code: '',
            nameEn: '',
            nameZh: '',
            use: 'sales',
            reducedByDiscount: false,
            rates: [{ kind: 'percent', value: '', validFrom: `${today.slice(0, 4)}-01-01`, nonDeductiblePercent: '0' }],
          }}
          submitLabel={words('create')}
          onCancel={onClose}
          onSubmit={async (values) => {
            await commit(() => client.finance.taxCode.create.mutate(values))
            onClose()
          }}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField name="code" label={words('code')} required autoFocus />
            <SelectField
              name="use"
              label={t('use')}
              required
              options={[
                { value: 'sales', label: t('uses.sales') },
                { value: 'purchase', label: t('uses.purchase') },
              ]}
            />
            <TextField name="nameEn" label={t('nameEn')} required />
            <TextField name="nameZh" label={t('nameZh')} required />
            <RateFields prefix="rates.0." />
            <SwitchField name="reducedByDiscount" label={t('reducedByDiscount')} />
          </div>
        </Form>
      </DialogContent>
    </Dialog>
  )
}

/** Another rate from a day on: the one before ends the day before. */
export function ChangeRateDialog({ code, onClose }: { code: TaxCode; onClose: () => void }) {
  const t = useTranslations('finance.taxCodes')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { commit } = useRun()
  const { byId, label, find } = useChart()
  const last = code.rates.at(-1)
  const account = byId.get(last?.accountId ?? '')
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={t('changeTitle', { code: code.code })}
        description={t('changeText')}
        closeLabel={words('close')}
      >
        <Form
          schema={changeTaxRateInput}
          defaultValues={{
            taxCodeId: code.id,
            component: last?.component ?? '',
            sequence: last?.sequence ?? 1,
            kind: last?.kind ?? 'percent',
            value: last?.value ?? '',
            accountId: last?.accountId ?? '',
            box: last?.box ?? null,
            nonDeductiblePercent: last?.nonDeductiblePercent ?? '0',
          }}
          submitLabel={t('changeRate')}
          onCancel={onClose}
          onSubmit={async (values) => {
            await commit(() => client.finance.taxCode.changeRate.mutate(values))
            onClose()
          }}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <DecimalField name="value" label={t('value')} required maxPlaces={6} />
            <DateField name="validFrom" label={t('validFrom')} required />
            <LookupField
              name="accountId"
              label={words('account')}
              required
              search={async (text) => find(text, (a) => a.control === null)}
              initial={
                account ? { value: account.id, label: label(account), id: account.id, code: account.code } : null
              }
            />
            <TextField name="box" label={t('boxLabel')} hint={t('boxHint')} />
          </div>
        </Form>
      </DialogContent>
    </Dialog>
  )
}
