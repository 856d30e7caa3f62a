import { draftOf, type OrderDocument, orderInput } from './order-model'

/** What a small change may be: days, words, the place. */
export interface Changes {
  /** When each line is to come, by line. */
  readonly dates: Readonly<Record<string, string>>
  readonly requestedDate: string
  readonly note: string
  /** `lines`: one a line of text. All empty = the warehouse's. */
  readonly address: {
    readonly name: string
    readonly lines: string
    readonly postalCode: string
    readonly city: string
    readonly country: string
  }
}

const orNull = (text: string) => text.trim() || null

/** The whole order as it stands with the changes: what the command takes beside its version and reason. */
export function changedOrder(order: OrderDocument, { dates, requestedDate, note, address }: Changes) {
  const draft = draftOf(order, null)
  const lines = draft.lines.map((l) => ({ ...l, values: { ...l.values, promisedDate: dates[l.id] || null } }))
  const given = Object.values(address).some((text) => text.trim() !== '')
  const {
    kind: _kind,
    companyId: _company,
    supplierId: _supplier,
    ...input
  } = orderInput(
    { ...draft, requestedDate, note, supplier: { id: order.supplierId } },
    lines,
    // Freight lines that are there keep their words and ids; none is made here.
    { companyId: order.companyId, freight: '', newFreightId: '' },
  )
  return {
    ...input,
    deliveryAddress: given
      ? {
          ...{ name: orNull(address.name), city: orNull(address.city), postalCode: orNull(address.postalCode) },
          ...{ region: order.deliveryAddress?.region ?? null, country: orNull(address.country) },
          lines: address.lines
            .split('\n')
            .map((text) => text.trim())
            .filter(Boolean),
        }
      : null,
  }
}
