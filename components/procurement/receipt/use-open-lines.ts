'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC } from '@/components/api/client'
import type { openOrderLineOut } from '@/server/contracts/procurement/goods-receipt'
import { dec, plain } from '@/server/kernel/money'
import { useCompany } from '../use-buying'

export type OpenOrderLine = z.infer<typeof openOrderLineOut>

/** What is entered of one line; the rest follows from the order. */
export interface ReceivedLine {
  readonly quantity: string
  readonly unitId: string | null
  readonly rejected: string
  /** Why it was sent away. */
  readonly why: string
  readonly lotCode: string
  readonly expiryDate: string
  readonly hold: boolean
}

const shown = (stock: string, line: OpenOrderLine, unitId: string | null): string => {
  const factor = line.units.find((u) => u.unitId === unitId)?.factor ?? line.unitFactor
  return plain(dec(stock).div(factor).toDecimalPlaces(6))
}

/** What may still come of orders, with what of it has come: all that is open of one order is proposed. */
export function useOpenOrderLines({
  supplierId,
  orderIds,
}: {
  supplierId?: string | undefined
  orderIds?: readonly string[] | undefined
}) {
  const trpc = useTRPC()
  const { companyId } = useCompany()
  const open = useQuery(
    trpc.procurement.goodsReceipt.openLines.queryOptions(
      { companyId, ...(supplierId && { supplierId }), ...(orderIds && { orderIds: [...orderIds] }) },
      {
        placeholderData: keepPreviousData,
        enabled: Boolean(supplierId || orderIds),
        trpc: { context: { long: true } },
      },
    ),
  )
  const [changed, setChanged] = useState<Readonly<Record<string, Partial<ReceivedLine>>>>({})
  const lines = open.data ?? []
  const of = (line: OpenOrderLine): ReceivedLine => ({
    quantity: dec(line.open).greaterThan(0) ? shown(line.open, line, line.unitId) : '',
    unitId: line.unitId,
    ...{ rejected: '', why: '', lotCode: '', expiryDate: '', hold: line.inspect },
    ...changed[line.orderLineId],
  })
  return {
    open,
    lines,
    of,
    change: (id: string, part: Partial<ReceivedLine>) =>
      setChanged((before) => ({ ...before, [id]: { ...before[id], ...part } })),
    /** Fills in what came, in the stock unit: what is not named did not come. None = all that is open again. */
    fill: (came: ReadonlyMap<string, string> | null) =>
      setChanged((before) =>
        Object.fromEntries(
          lines.map((l) => {
            const { quantity: _quantity, ...rest } = before[l.orderLineId] ?? {}
            const stock = came?.get(l.orderLineId)
            const unitId = rest.unitId ?? l.unitId
            return [l.orderLineId, came ? { ...rest, quantity: stock ? shown(stock, l, unitId) : '' } : rest]
          }),
        ),
      ),
    /** Lines of which something came or was sent away. */
    taken: lines.filter((l) => /[1-9]/.test(of(l).quantity) || /[1-9]/.test(of(l).rejected)),
  }
}
