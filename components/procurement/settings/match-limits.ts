import { z } from 'zod'
import {
  matchLimitFields,
  matchSettingsInput,
  type matchSettingsOut,
} from '@/server/contracts/procurement/supplier-invoice'

export type LimitField = keyof z.output<typeof matchLimitFields>
type Limits = z.output<typeof matchLimitFields>

/** The limits of a line, by what is compared: how far above and below, in percent and absolute. */
export const LIMIT_ROWS = [
  { row: 'priceAbove', percent: 'priceAbovePercent', absolute: 'priceAboveAmount' },
  { row: 'priceBelow', percent: 'priceBelowPercent', absolute: 'priceBelowAmount' },
  { row: 'quantityAbove', percent: 'quantityAbovePercent', absolute: 'quantityAboveQuantity' },
  { row: 'quantityBelow', percent: 'quantityBelowPercent', absolute: 'quantityBelowQuantity' },
] as const
export const FREIGHT_ROW = { row: 'freight', percent: 'freightAbovePercent', absolute: 'freightAboveAmount' } as const

/** Whose limits a form shows; those of freight are its own. */
export const GROUPS = ['all', 'stock', 'service', 'freight'] as const
type Group = (typeof GROUPS)[number]

export const matchForm = matchSettingsInput.omit({ limits: true }).extend({
  limits: z.strictObject({
    all: matchLimitFields,
    stock: matchLimitFields,
    service: matchLimitFields,
    freight: matchLimitFields,
  }),
})

const NONE: Limits = {
  ...{ priceAbovePercent: null, priceAboveAmount: null, priceBelowPercent: null, priceBelowAmount: null },
  ...{
    quantityAbovePercent: null,
    quantityAboveQuantity: null,
    quantityBelowPercent: null,
    quantityBelowQuantity: null,
  },
  ...{ freightAbovePercent: null, freightAboveAmount: null },
}

/** Stored limits as a form shows them: the freight limits of all lines stand with freight, which has no others. */
export function limitsForForm(stored: z.output<typeof matchSettingsOut>['limits']): Record<Group, Limits> {
  const of = (group: Group): Limits => {
    const found = stored.find((l) => l.itemKind === group)
    if (!found) return NONE
    const { itemKind: _kind, ...limits } = found
    return limits
  }
  const [all, freight] = [of('all'), of('freight')]
  return {
    all: { ...all, freightAbovePercent: null, freightAboveAmount: null },
    stock: of('stock'),
    service: of('service'),
    freight: {
      ...NONE,
      freightAbovePercent: freight.freightAbovePercent ?? all.freightAbovePercent,
      freightAboveAmount: freight.freightAboveAmount ?? all.freightAboveAmount,
    },
  }
}

/** What the command takes: a kind without any limit of its own is not stored. */
export const limitsOfForm = (limits: Record<Group, Limits>) =>
  GROUPS.flatMap((itemKind) =>
    Object.values(limits[itemKind]).some((v) => v !== null) ? [{ itemKind, ...limits[itemKind] }] : [],
  )
