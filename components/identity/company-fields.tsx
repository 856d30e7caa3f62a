'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useEffect, useMemo, useState } from 'react'
import { chartTemplates, countryCurrency, usualChart } from '@/server/contracts/platform/countries'
import { LabelledInput, LabelledSelect } from './labelled'

/** A code with its name in the reader's language, in the reader's order. */
function useNamed(codes: readonly string[], type: 'region' | 'currency') {
  const locale = useLocale()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type })
    return codes
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .sort((a, b) => a.name.localeCompare(b.name, locale))
  }, [codes, type, locale])
}

const countries = [...countryCurrency.keys()]
const currencies = [...new Set(countryCurrency.values())]
const months = Array.from({ length: 12 }, (_, i) => i + 1)

/** Where a company sits decides what its books usually look like; each choice stays open. */
export function CompanyFields({ name, errorOf }: { name: string; errorOf: (field: string) => string | null }) {
  const t = useTranslations('identity')
  const locale = useLocale()
  const [country, setCountry] = useState(locale === 'zh' ? 'CN' : 'US')
  const [currency, setCurrency] = useState(countryCurrency.get(country) ?? 'USD')
  const [chart, setChart] = useState<string>(usualChart(country))
  const [zone, setZone] = useState('UTC')
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), [])
  const zones = useMemo(() => [...new Set(['UTC', zone, ...Intl.supportedValuesOf('timeZone')])], [zone])
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  const chooseCountry = (code: string) => {
    setCountry(code)
    setCurrency(countryCurrency.get(code) ?? currency)
    setChart(usualChart(code))
  }
  const named = { countries: useNamed(countries, 'region'), currencies: useNamed(currencies, 'currency') }
  return (
    <>
      <LabelledInput
        name="name"
        label={t('company.name')}
        defaultValue={name}
        error={errorOf('name')}
        maxLength={120}
        required
        autoFocus
      />
      <LabelledSelect
        name="country"
        label={t('company.country')}
        value={country}
        error={errorOf('country')}
        onChange={(event) => chooseCountry(event.target.value)}
      >
        {named.countries.map((option) => (
          <option key={option.code} value={option.code}>
            {option.name}
          </option>
        ))}
      </LabelledSelect>
      <LabelledSelect
        name="baseCurrency"
        label={t('company.baseCurrency')}
        hint={t('company.baseCurrencyHint')}
        value={currency}
        error={errorOf('baseCurrency')}
        onChange={(event) => setCurrency(event.target.value)}
      >
        {named.currencies.map((option) => (
          <option key={option.code} value={option.code}>{`${option.code} · ${option.name}`}</option>
        ))}
      </LabelledSelect>
      <LabelledSelect
        name="chartTemplate"
        label={t('company.chart')}
        value={chart}
        error={errorOf('chartTemplate')}
        onChange={(event) => setChart(event.target.value)}
      >
        {chartTemplates.map((template) => (
          <option key={template} value={template}>
            {t(`company.charts.${template}`)}
          </option>
        ))}
      </LabelledSelect>
      <LabelledSelect name="fiscalYearStartMonth" label={t('company.fiscalYearStart')} defaultValue={1}>
        {months.map((n) => (
          <option key={n} value={n}>
            {month.format(Date.UTC(2026, n - 1, 1))}
          </option>
        ))}
      </LabelledSelect>
      <LabelledSelect
        name="timeZone"
        label={t('company.timeZone')}
        value={zone}
        error={errorOf('timeZone')}
        onChange={(event) => setZone(event.target.value)}
      >
        {zones.map((value) => (
          <option key={value}>{value}</option>
        ))}
      </LabelledSelect>
    </>
  )
}

export const companyValues = (values: FormData) => ({
  name: String(values.get('name') ?? ''),
  country: String(values.get('country') ?? ''),
  baseCurrency: String(values.get('baseCurrency') ?? ''),
  chartTemplate: chartTemplates.find((template) => template === values.get('chartTemplate')) ?? 'ifrs',
  fiscalYearStartMonth: Number(values.get('fiscalYearStartMonth')),
  timeZone: String(values.get('timeZone') ?? ''),
})
