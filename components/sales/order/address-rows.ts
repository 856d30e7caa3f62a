import type { OrderDraft } from './order-model'

/** An address as the rows that are printed. */
export const addressRows = (address: OrderDraft['deliveryAddress']): string[] =>
  address
    ? [
        address.name,
        ...address.lines,
        [address.postalCode, address.city, address.region].filter(Boolean).join(' '),
        address.country,
      ].filter((row): row is string => Boolean(row))
    : []
