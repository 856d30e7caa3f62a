'use client'
import { useLocale, useTranslations } from 'next-intl'
import { SelectField, TextField } from '@/components/form/fields'
import { countryCurrency } from '@/server/contracts/platform/countries'
import { useCurrencies } from '../lookups'

/** The fields that every bank account has. */
export function BankFields() {
  const t = useTranslations('finance.bank')
  const locale = useLocale()
  const currencies = useCurrencies()
  const names = new Intl.DisplayNames([locale], { type: 'region' })
  return (
    <>
      <TextField name="holder" label={t('holder')} required maxLength={140} />
      <TextField
        name="accountNumber"
        label={t('number')}
        hint={t('numberHint')}
        required
        maxLength={64}
        autoComplete="off"
      />
      <TextField name="bankCode" label={t('bankCode')} hint={t('bankCodeHint')} maxLength={35} autoComplete="off" />
      <TextField name="bic" label="BIC" maxLength={11} autoComplete="off" />
      <TextField name="bankName" label={t('bankName')} maxLength={140} />
      <SelectField
        name="country"
        label={t('country')}
        required
        options={[...countryCurrency.keys()].map((code) => ({ value: code, label: names.of(code) ?? code }))}
      />
      <SelectField
        name="currency"
        label={t('currency')}
        required
        options={currencies.map((code) => ({ value: code, label: code }))}
      />
    </>
  )
}
