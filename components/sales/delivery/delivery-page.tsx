'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import type { DocumentAction } from '@/components/document/actions'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { DocumentPage } from '@/components/document/document-page'
import { itemColumn, type LineColumn, LineTable, QuantityCell } from '@/components/document/line-table'
import { Loaded } from '@/components/document/parts'
import { usePrint } from '@/components/document/print-document'
import { DecimalBox, TextBox } from '@/components/form/boxes'
import { useLookupLabels } from '@/components/form/fields'
import { DateText, Quantity, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Combobox } from '@/components/ui/combobox'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { type DeliveryState, deliveryMachine } from '@/server/contracts/sales/delivery'
import type { deliveryDocument } from '@/server/contracts/sales/documents'
import { dec, plain } from '@/server/kernel/money'
import { SalesAside } from '../document-aside'
import { AddressText } from '../order/order-header'
import { deliveryTones } from '../tones'
import { useCompany, useRun, useSalesMasters } from '../use-sales'

type Delivery = z.output<typeof deliveryDocument>
type Line = Delivery['lines'][number]
interface Picked {
  readonly quantity: string
  readonly binId: string | null
  readonly lot: { value: string; label: string } | null
}

interface Packing {
  readonly carrier: string
  readonly trackingNumber: string
  readonly packages: string
}

export function DeliveryPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const delivery = useQuery(trpc.sales.delivery.get.queryOptions({ id }))
  return <Loaded query={delivery}>{(d) => <DeliveryView key={d.version} delivery={d} />}</Loaded>
}

const pickedOf = (line: Line): Picked => ({
  quantity: plain(line.quantity),
  binId: line.binId,
  lot: line.lotId ? { value: line.lotId, label: line.lotCode ?? '' } : null,
})

const samePick = (a: Picked, b: Picked): boolean =>
  plain(a.quantity || '0') === b.quantity && a.binId === b.binId && a.lot?.value === b.lot?.value

const packingOf = (d: Delivery): Packing => ({
  carrier: d.carrier ?? '',
  trackingNumber: d.trackingNumber ?? '',
  packages: d.packages ? String(d.packages) : '',
})

/** A delivery: what goes, what was really picked, in how many packages, and the posting that takes it out of stock. */
function DeliveryView({ delivery: d }: { delivery: Delivery }) {
  const t = useTranslations('sales.deliveryPage')
  const words = useTranslations()
  const { href } = useFrame()
  const [picked, setPicked] = useState<Readonly<Record<string, Picked>>>({})
  const [packing, setPacking] = useState(() => packingOf(d))
  const [question, setQuestion] = useState<Question | null>(null)
  const note = usePrint('delivery', d)
  const list = usePrint('picking_list', d)
  const state = d.status as DeliveryState
  const picking = state === 'released' || state === 'picking'
  const of = (line: Line) => picked[line.id] ?? pickedOf(line)
  const actions = useDeliveryActions(d, {
    lines: () => d.lines.map((l) => ({ id: l.id, ...of(l) })),
    packing,
    pickedAnew: () => picking && d.lines.some((l) => !samePick(of(l), pickedOf(l))),
    packedAnew: () => picking && JSON.stringify(packing) !== JSON.stringify(packingOf(d)),
    ask: setQuestion,
    printing: [
      note.action,
      ...(picking ? [{ name: 'pickingList', label: t('pickingList'), weight: 0, onRun: list.action.onRun }] : []),
    ],
  })
  const orders = new Set(d.lines.map((l) => l.orderNumber)).size
  const columns = useColumns({ picking, orders, of }, (line, change) =>
    setPicked((before) => ({ ...before, [line.id]: { ...of(line), ...change } })),
  )
  const short = d.lines.filter((l) => dec(l.quantity).lessThan(l.plannedQuantity))
  return (
    <DocumentPage
      kind={words('common.document.delivery')}
      number={d.number}
      stateLabel={words(`sales.delivery.states.${state}`)}
      tone={deliveryTones[state] ?? 'draft'}
      machine={deliveryMachine}
      state={state}
      actions={actions}
      party={{ name: d.customerName, href: href(`sales/customers/${d.customerId}`) }}
      facts={[
        { label: t('documentDate'), value: <DateText value={d.documentDate} /> },
        { label: t('postingDate'), value: <DateText value={d.postingDate} /> },
        ...(d.carrier ? [{ label: t('carrier'), value: d.carrier }] : []),
        ...(d.trackingNumber ? [{ label: t('trackingNumber'), value: d.trackingNumber }] : []),
        ...(d.packages ? [{ label: t('packages'), value: d.packages }] : []),
      ]}
      notices={
        <>
          {d.reason ? <Notice tone="draft">{t('because', { reason: d.reason })}</Notice> : null}
          {short.length > 0 ? <Notice tone="attention">{t('short', { count: short.length })}</Notice> : null}
        </>
      }
      aside={<SalesAside document="delivery" id={d.id} related={d.related} />}
    >
      <div className="mb-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4 xl:grid-cols-6">
        <AddressText label={t('address')} address={d.address} />
        {picking ? (
          <>
            <TextBox
              label={t('carrier')}
              value={packing.carrier}
              onChange={(carrier) => setPacking({ ...packing, carrier })}
            />
            <TextBox
              label={t('trackingNumber')}
              value={packing.trackingNumber}
              onChange={(trackingNumber) => setPacking({ ...packing, trackingNumber })}
            />
            <DecimalBox
              label={t('packages')}
              value={packing.packages}
              onChange={(packages) => setPacking({ ...packing, packages })}
            />
          </>
        ) : null}
      </div>
      <LineTable label={t('lines')} columns={columns} lines={d.lines} />
      {d.note ? <p className="mt-3 text-sm whitespace-pre-wrap text-muted">{d.note}</p> : null}
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {note.preview}
      {list.preview}
    </DocumentPage>
  )
}

function useColumns(
  { picking, orders, of }: { picking: boolean; orders: number; of: (line: Line) => Picked },
  change: (line: Line, change: Partial<Picked>) => void,
): readonly LineColumn<Line>[] {
  const t = useTranslations('sales.deliveryPage')
  const { warehouses } = useSalesMasters()
  return [
    // One order stands beside the lines already; the room is for what is picked.
    ...(orders > 1 ? [{ key: 'order', title: t('order'), cell: (l: Line) => l.orderNumber }] : []),
    itemColumn(t('item')),
    { key: 'warehouse', title: t('warehouse'), cell: (l) => l.warehouseCode },
    {
      key: 'bin',
      title: t('bin'),
      cell: (l) => {
        const bins = warehouses.find((w) => w.value === l.warehouseId)?.bins ?? []
        if (!picking || bins.length === 0) return l.binCode ?? '–'
        return (
          <Select
            aria-label={t('binOf', { item: l.itemCode })}
            className="w-24"
            options={bins.map((b) => ({ value: b.id, label: b.code }))}
            value={of(l).binId}
            onValueChange={(binId) => change(l, { binId })}
          />
        )
      },
    },
    {
      key: 'lot',
      title: t('lot'),
      cell: (l) =>
        picking && l.tracking !== 'none' ? (
          <LotCell line={l} value={of(l).lot} onChange={(lot) => change(l, { lot })} />
        ) : (
          (l.lotCode ?? '–')
        ),
    },
    {
      key: 'planned',
      title: t('planned'),
      numeric: true,
      cell: (l) => <Quantity value={l.plannedQuantity} unit={l.unitCode} />,
    },
    {
      key: 'quantity',
      title: t('picked'),
      numeric: true,
      cell: (l) =>
        picking ? (
          <QuantityCell
            label={t('pickedOf', { item: l.itemCode })}
            value={of(l).quantity}
            invalid={dec(of(l).quantity || '0').greaterThan(l.plannedQuantity)}
            onChange={(quantity) => change(l, { quantity })}
          />
        ) : (
          <Quantity value={l.quantity} unit={l.unitCode} />
        ),
    },
  ]
}

function LotCell({
  line,
  value,
  onChange,
}: {
  line: Line
  value: Picked['lot']
  onChange: (lot: Picked['lot']) => void
}) {
  const t = useTranslations('sales.deliveryPage')
  const api = useTRPCClient()
  const labels = useLookupLabels(t('lot'))
  const format = useFormat()
  return (
    <Combobox
      aria-label={t('lotOf', { item: line.itemCode })}
      className="w-36"
      labels={labels}
      value={value}
      search={async (text, signal) =>
        (await api.inventory.lot.options.query({ itemId: line.itemId, text }, { signal })).lots.map((l) => ({
          value: l.id,
          label: l.code,
          hint: [l.expiryDate && format.date(l.expiryDate), format.quantity(l.onHand)].filter(Boolean).join(' · '),
        }))
      }
      onValueChange={onChange}
    />
  )
}

interface Doing {
  readonly lines: () => readonly ({ id: string } & Picked)[]
  readonly packing: Packing
  /** Whether something else was picked, or the parcel told differently, than is saved. */
  readonly pickedAnew: () => boolean
  readonly packedAnew: () => boolean
  readonly ask: (question: Question) => void
  readonly printing: readonly DocumentAction[]
}

/** Release, pick, pack, post; reverse and cancel with a reason. */
function useDeliveryActions(d: Delivery, doing: Doing): readonly DocumentAction[] {
  const t = useTranslations('sales.deliveryPage')
  const api = useTRPCClient().sales.delivery
  const refusal = useRefusal()
  const { run } = useRun()
  const { today } = useCompany()
  const ref = { id: d.id, version: d.version }
  const may = (verb: string) => refusal(`sales.delivery.${verb}`)
  const router = useRouter()
  const { href } = useFrame()
  const openToBill = d.lines.some((l) => dec(l.invoicedQuantity).plus(l.returnedQuantity).lessThan(l.quantity))
  /** What was found goes first, so that nothing that was written is lost by the step after it. */
  const pick = () =>
    api.pick.mutate({
      ...ref,
      lines: doing
        .lines()
        .map((l) => ({ id: l.id, quantity: l.quantity || '0', binId: l.binId, lotId: l.lot?.value ?? null })),
    })
  const picked = async () => (doing.pickedAnew() ? await pick() : ref)
  const pack = async () => {
    const { id, version } = await picked()
    const packages = Number.parseInt(doing.packing.packages, 10)
    return api.pack.mutate({
      id,
      version,
      carrier: doing.packing.carrier || null,
      trackingNumber: doing.packing.trackingNumber || null,
      packages: packages > 0 ? packages : null,
    })
  }
  const post = async (postingDate: string) => {
    const { id, version } = doing.packedAnew() ? await pack() : await picked()
    return api.post.mutate({ id, version, postingDate })
  }
  const weight = (from: string, value: number) => (d.status === from ? value : 5)
  return [
    {
      name: 'release',
      label: t('release'),
      shortcut: 'r',
      weight: weight('draft', 40),
      refused: may('release'),
      onRun: () => run(() => api.release.mutate(ref), t('done.release')),
    },
    {
      name: 'pick',
      label: t('pick'),
      shortcut: 'k',
      weight: weight('released', 50),
      refused: may('pick'),
      onRun: () => run(pick, t('done.pick')),
    },
    {
      name: 'pack',
      label: t('pack'),
      shortcut: 'g',
      weight: weight('picking', 50),
      refused: may('pick'),
      onRun: () => run(pack, t('done.pack')),
    },
    {
      name: 'post',
      label: t('post'),
      shortcut: 'b',
      weight: weight('packed', 50),
      refused: may('post'),
      onRun: () =>
        doing.ask({
          title: t('ask.post', { number: d.number }),
          text: t('askText.post'),
          confirm: t('post'),
          date: today,
          onAnswer: async ({ date }) => (await run(() => post(date), t('done.post'))) !== null,
        }),
    },
    {
      name: 'invoice',
      label: t('invoice'),
      shortcut: 'i',
      step: d.status === 'posted' && openToBill,
      weight: d.status === 'posted' && openToBill ? 50 : -1,
      refused:
        d.status !== 'posted' ? t('notPosted') : openToBill ? refusal('sales.customer_invoice.create') : t('billed'),
      onRun: () => router.push(href(`sales/invoices/new?delivery=${d.id}`)),
    },
    {
      name: 'takeBack',
      label: t('takeBack'),
      weight: -1,
      refused: d.status !== 'posted' ? t('notPosted') : refusal('sales.sales_return.create'),
      onRun: () => router.push(href(`sales/returns/new?delivery=${d.id}`)),
    },
    ...doing.printing,
    {
      name: 'reverse',
      label: t('reverse'),
      tone: 'danger',
      refused: may('reverse'),
      onRun: () =>
        doing.ask({
          title: t('ask.reverse', { number: d.number }),
          text: t('askText.reverse'),
          confirm: t('reverse'),
          danger: true,
          reason: 'required',
          date: today,
          onAnswer: async ({ reason, date }) =>
            (await run(
              () => api.reverse.mutate({ ...ref, postingDate: date, reason: reason ?? '' }),
              t('done.reverse'),
            )) !== null,
        }),
    },
    {
      name: 'cancel',
      label: t('cancel'),
      tone: 'danger',
      refused: may('cancel'),
      onRun: () =>
        doing.ask({
          title: t('ask.cancel', { number: d.number }),
          text: t('askText.cancel'),
          confirm: t('cancel'),
          danger: true,
          reason: 'optional',
          onAnswer: async ({ reason }) =>
            (await run(() => api.cancel.mutate({ ...ref, reason }), t('done.cancel'))) !== null,
        }),
    },
  ]
}
