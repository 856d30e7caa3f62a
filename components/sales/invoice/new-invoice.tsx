'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { MakePage } from '@/components/document/parts'
import { DateBox, DecimalBox, LookupBox, NoteBox, SelectBox, TextBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { Button, IconButton } from '@/components/ui/button'
import { OpenLines, useOpenLines } from '../open-lines'
import { type CustomerChoice, useCompany, useFindCustomers, useRun, useSalesMasters } from '../use-sales'

interface FreeLine {
  readonly id: string
  readonly description: string
  readonly quantity: string
  readonly unitPrice: string
  readonly taxCodeId: string | null
}

/** An invoice of what may be billed of one customer's orders or deliveries, and of anything else that was done for them. */
export function NewInvoice({
  orderIds,
  deliveryIds,
}: {
  orderIds?: readonly string[]
  deliveryIds?: readonly string[]
}) {
  const t = useTranslations('sales.invoiceNew')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { companyId, today } = useCompany()
  const findCustomers = useFindCustomers()
  const [customer, setCustomer] = useState<CustomerChoice | null>(null)
  const [documentDate, setDocumentDate] = useState(today)
  const [note, setNote] = useState('')
  const [free, setFree] = useState<readonly FreeLine[]>([])
  const [busy, setBusy] = useState<'draft' | 'post' | null>(null)
  const model = useOpenLines({ purpose: 'bill', customerId: customer?.id, orderIds, deliveryIds })
  const { chosen, customers } = model
  const customerId = customer?.id ?? customers[0]
  const written = free.filter((f) => f.description.trim() && f.unitPrice)
  const missing =
    refusal('sales.customer_invoice.create') ??
    (chosen.length + written.length === 0
      ? t('chooseLines')
      : customers.length > 1
        ? t('oneCustomer')
        : customerId
          ? undefined
          : t('chooseCustomer'))
  const make = async (post: boolean) => {
    setBusy(post ? 'post' : 'draft')
    const made = await run(
      () =>
        api.sales.customerInvoice.create.mutate({
          companyId,
          ...(customerId && { customerId }),
          orderIds: [...new Set(chosen.map((l) => l.orderId))],
          deliveryIds: chosen.length > 0 && deliveryIds ? [...deliveryIds] : [],
          lines: chosen.map((l) => ({ orderLineId: l.id, quantity: model.quantityOf(l) })),
          freeLines: written.map((f) => ({
            description: f.description,
            quantity: f.quantity || '1',
            unitPrice: f.unitPrice,
            taxCodeIds: f.taxCodeId ? [f.taxCodeId] : [],
          })),
          documentDate,
          note: note || null,
          post,
        }),
      t(post ? 'posted' : 'made'),
      // A rule has stopped it: the draft is there, with what the rule says.
      ({ params }) => {
        if (params?.document === 'customer_invoice') router.replace(href(`sales/invoices/${params.id}`))
      },
    )
    setBusy(null)
    if (made) router.replace(href(`sales/invoices/${made.id}`))
  }
  return (
    <MakePage
      title={t('title')}
      hint={t('hint')}
      actions={
        <>
          <Button busy={busy === 'draft'} disabledReason={missing ?? null} onClick={() => make(false)}>
            {t('make')}
          </Button>
          <Button
            variant="primary"
            busy={busy === 'post'}
            disabledReason={missing ?? refusal('sales.customer_invoice.post') ?? null}
            onClick={() => make(true)}
          >
            {t('makeAndPost')}
          </Button>
        </>
      }
    >
      <div className="mb-4 grid max-w-4xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {orderIds || deliveryIds ? null : (
          <LookupBox
            className="col-span-2"
            label={t('customer')}
            value={customer}
            onChange={setCustomer}
            search={findCustomers}
            clearable
            placeholder={t('allCustomers')}
          />
        )}
        <DateBox label={t('documentDate')} value={documentDate} onChange={setDocumentDate} />
      </div>
      <OpenLines model={model} purpose="bill" />
      <FreeLines lines={free} onChange={setFree} />
      <NoteBox className="mt-4 max-w-xl" label={t('note')} value={note} onChange={setNote} />
    </MakePage>
  )
}

/** What is billed beside the orders: a service, a fee. */
function FreeLines({
  lines,
  onChange,
}: {
  lines: readonly FreeLine[]
  onChange: (lines: readonly FreeLine[]) => void
}) {
  const t = useTranslations('sales.invoiceNew')
  const { taxes } = useSalesMasters()
  const { currency } = useCompany()
  const change = (id: string, part: Partial<FreeLine>) =>
    onChange(lines.map((l) => (l.id === id ? { ...l, ...part } : l)))
  return (
    <section className="mt-5" aria-label={t('freeLines')}>
      <h2 className="mb-2 text-sm">{t('freeLines')}</h2>
      {lines.map((line) => (
        <div
          key={line.id}
          className="mb-2 grid grid-cols-2 items-end gap-x-3 gap-y-2 sm:grid-cols-[minmax(0,1fr)_6rem_9rem_9rem_auto]"
        >
          <TextBox
            className="col-span-2 sm:col-span-1"
            label={t('description')}
            value={line.description}
            onChange={(description) => change(line.id, { description })}
            maxLength={500}
          />
          <DecimalBox
            label={t('quantity')}
            value={line.quantity}
            onChange={(quantity) => change(line.id, { quantity })}
          />
          <DecimalBox
            label={t('unitPrice')}
            suffix={currency}
            value={line.unitPrice}
            onChange={(unitPrice) => change(line.id, { unitPrice })}
          />
          <SelectBox
            label={t('tax')}
            options={taxes}
            value={line.taxCodeId}
            onChange={(taxCodeId) => change(line.id, { taxCodeId })}
            placeholder={t('noTax')}
          />
          <IconButton label={t('removeLine')} onClick={() => onChange(lines.filter((l) => l.id !== line.id))}>
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button
        size="sm"
        variant="quiet"
        onClick={() =>
          onChange([
            ...lines,
            { id: crypto.randomUUID(), description: '', quantity: '1', unitPrice: '', taxCodeId: null },
          ])
        }
      >
        <Plus aria-hidden />
        {t('addLine')}
      </Button>
    </section>
  )
}
