import type { z } from 'zod'
import type { openNeed } from '@/server/contracts/procurement/purchase-requisition'
import { dec, plain } from '@/server/kernel/money'

export type Need = z.output<typeof openNeed>

/** A part of a need that one supplier gets; a need that is split has several. Quantities in the stock unit. */
export interface Share {
  readonly id: string
  readonly need: Need
  readonly quantity: string
  readonly supplier: { readonly value: string; readonly label: string; readonly hint?: string } | null
}

/** All needs with the supplier they name; those of the requisitions one comes from are taken in full, first. */
export function startShares(needs: readonly Need[], requisitionIds: readonly string[]): Share[] {
  const wanted = (need: Need) => requisitionIds.includes(need.requisitionId)
  const shares = needs.map((need) => ({
    id: need.id,
    need,
    quantity: wanted(need) ? plain(need.open) : '',
    supplier: need.supplierId ? { value: need.supplierId, label: need.supplierName ?? '' } : null,
  }))
  return [...shares].sort((a, b) => Number(wanted(b.need)) - Number(wanted(a.need)))
}

/** A second share of the same need below the first one, for what is left; another supplier is chosen for it. */
export const splitShare = (shares: readonly Share[], id: string, newId: string, left: string): Share[] =>
  shares.flatMap((s) =>
    s.id === id ? [s, { ...s, id: newId, supplier: null, quantity: dec(left).greaterThan(0) ? left : '' }] : [s],
  )

/** What the server is told of a share. */
export const shareInput = (s: Share) => ({
  requisitionLineId: s.need.id,
  quantity: s.quantity,
  ...(s.supplier && { supplierId: s.supplier.value }),
})
