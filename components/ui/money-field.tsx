'use client'
import { NumberField, type NumberFieldProps } from './number-field'

/** Places that a currency has (ISO 4217, as the platform's tables know it). */
export function currencyPlaces(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

export interface MoneyFieldProps extends NumberFieldProps {
  currency: string
  /** A unit price shows up to six places; an amount has those of its currency. */
  unitPrice?: boolean
  /** Off where the column head names the currency already. */
  showCurrency?: boolean
}

export function MoneyField({ currency, unitPrice = false, showCurrency = true, ...props }: MoneyFieldProps) {
  const places = currencyPlaces(currency)
  return (
    <NumberField
      minPlaces={places}
      maxPlaces={unitPrice ? Math.max(6, places) : places}
      suffix={showCurrency ? currency : undefined}
      {...props}
    />
  )
}
