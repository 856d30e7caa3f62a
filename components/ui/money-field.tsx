'use client'
import { currencyDigits } from '@/server/kernel/currency'
import { NumberField, type NumberFieldProps } from './number-field'

export interface MoneyFieldProps extends NumberFieldProps {
  currency: string
  /** A unit price shows up to six places; an amount has those of its currency. */
  unitPrice?: boolean
  /** Off where the column head names the currency already. */
  showCurrency?: boolean
}

export function MoneyField({ currency, unitPrice = false, showCurrency = true, ...props }: MoneyFieldProps) {
  const places = currencyDigits(currency)
  return (
    <NumberField
      minPlaces={places}
      maxPlaces={unitPrice ? Math.max(6, places) : places}
      suffix={showCurrency ? currency : undefined}
      {...props}
    />
  )
}
