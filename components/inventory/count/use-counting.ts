'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { useErrorText } from '@/components/error-text'
import { readServerError } from '@/components/form/server-error'
import { toast } from '@/components/ui/toast'
import { useWarehouses } from '../use-place'
import { useRun } from '../use-run'
import { type CountLine, type CountView, matchCode, nextOpen } from './match'
import type { Counted } from './quantity-panel'

/** How the line in hand was reached: a scanner goes back to scanning, a thumb goes on to the next line. */
type Way = 'scan' | 'tap'
interface InHand {
  readonly line: Counted & { readonly id?: string }
  readonly way: Way
}

/** The work at a count sheet: where one stands, what is in hand, what the last code meant. */
export function useCounting(doc: CountView) {
  const t = useTranslations('inventory.count')
  const api = useTRPCClient()
  const say = useErrorText()
  const { refresh } = useRun()
  const { binsOf } = useWarehouses()
  const bins = binsOf(doc.warehouseId)
  const [binId, setBinId] = useState<string | null>(null)
  const [inHand, setInHand] = useState<InHand | null>(null)
  const [found, setFound] = useState<Counted | null>(null)
  const [choices, setChoices] = useState<readonly CountLine[] | null>(null)
  const [message, setMessage] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const take = (line: CountLine, way: Way) => {
    setMessage(null)
    setChoices(null)
    setFound(null)
    setInHand({ line, way })
  }
  /** An item that is not on the sheet: goods found, counted in the bin one stands at. */
  const stranger = async (code: string) => {
    const answer = await api.inventory.item.resolve.query({ texts: [code] }).catch(() => ({ found: [] }))
    const item = answer.found[0]?.item
    if (item?.kind !== 'stock') return setMessage(t('notFound', { code }))
    const bin = bins.find((b) => b.value === binId) ?? bins[0]
    setInHand(null)
    setFound({
      itemId: item.id,
      itemCode: item.code,
      itemName: item.name,
      itemNameZh: item.nameZh,
      unit: item.unitCode,
      unitDigits: item.unitDigits,
      binId: bin?.value ?? '',
      bin: bin?.label ?? '',
      lotId: null,
      lot: item.tracking === 'none' ? null : '',
      counted: null,
    })
  }
  const scan = async (text: string) => {
    const code = text.trim()
    if (code === '') return
    setMessage(null)
    setChoices(null)
    const match = matchCode(code, doc.lines, bins, binId)
    if (match.kind === 'line') return take(match.line, 'scan')
    setInHand(null)
    if (match.kind === 'bin') return setBinId(match.binId)
    if (match.kind === 'several') return setChoices(match.lines)
    await stranger(code)
  }
  const save = async (line: InHand['line'], counted: string | null, way: Way) => {
    setBusy(true)
    try {
      const { itemId, lotId } = line
      await api.inventory.stockCount.enter.mutate({
        id: doc.id,
        lines: [{ itemId, binId: line.binId, lotId, counted }],
      })
      await refresh()
      setFound(null)
      const next = way === 'tap' && line.id ? nextOpen(doc.lines, line.id) : null
      setInHand(next ? { line: next, way } : null)
    } catch (thrown) {
      toast.error(say(readServerError(thrown)))
    } finally {
      setBusy(false)
    }
  }
  const codes = new Set(doc.lines.flatMap((l) => [...l.barcodes, l.lot ?? '']).filter(Boolean))
  return {
    bins,
    binId,
    setBinId,
    inHand,
    found,
    setFound,
    choices,
    message,
    busy,
    take,
    scan,
    save,
    isCode: (text: string) => codes.has(text),
    drop: () => {
      setInHand(null)
      setFound(null)
    },
  }
}
export type Counting = ReturnType<typeof useCounting>
