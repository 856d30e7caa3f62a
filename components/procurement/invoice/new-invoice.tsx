'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { MakePage } from '@/components/document/parts'
import { DateBox, LookupBox, TextBox } from '@/components/form/boxes'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { type SupplierChoice, useCompany, useFindSuppliers, useRefusal, useRun } from '../use-buying'
import { type FreeLine, FreeLines } from './free-lines'
import { InvoiceFile } from './invoice-file'

/** An invoice from orders or receipts (everything received and not billed), by hand, or from the supplier's file. */
export function NewSupplierInvoice({ orderId, receiptId }: { orderId?: string; receiptId?: string }) {
  const t = useTranslations('procurement.invoiceNew')
  const api = useTRPCClient().procurement
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const { companyId, today } = useCompany()
  const findSuppliers = useFindSuppliers()
  const [supplier, setSupplier] = useState<SupplierChoice | null>(null)
  const [supplierNumber, setSupplierNumber] = useState('')
  const [documentDate, setDocumentDate] = useState(today)
  const [free, setFree] = useState<readonly FreeLine[]>([])
  const [busy, setBusy] = useState<'draft' | 'post' | null>(null)
  const from = Boolean(orderId || receiptId)
  const written = free.filter((l) => l.description.trim() !== '' && l.accountId)
  const missing =
    refusal('procurement.supplier_invoice.create') ??
    (supplierNumber.trim() === ''
      ? t('numberFirst')
      : from || (supplier && written.length > 0)
        ? undefined
        : supplier
          ? t('linesFirst')
          : t('supplierFirst'))
  const make = async (post: boolean) => {
    setBusy(post ? 'post' : 'draft')
    const head = { companyId, supplierNumber: supplierNumber.trim(), documentDate, post }
    const made = await run(
      () =>
        from
          ? api.supplierInvoice.createFrom.mutate({
              ...head,
              orderIds: orderId ? [orderId] : [],
              receiptIds: receiptId ? [receiptId] : [],
            })
          : api.supplierInvoice.create.mutate({
              ...head,
              supplierId: supplier?.id ?? '',
              lines: written.map((l) => ({
                kind: 'free' as const,
                description: l.description.trim(),
                quantity: l.quantity || '1',
                unitPrice: l.unitPrice || '0',
                accountId: l.accountId,
                taxCodeIds: l.taxCodeId ? [l.taxCodeId] : [],
              })),
            }),
      t(post ? 'posted' : 'made'),
      ({ params }) => {
        if (params?.document === 'supplier_invoice') router.replace(href(`procurement/supplier-invoices/${params.id}`))
      },
    )
    setBusy(null)
    if (made) router.replace(href(`procurement/supplier-invoices/${made.id}`))
  }
  return (
    <MakePage
      title={t('title')}
      hint={t(from ? 'hintFrom' : 'hint')}
      actions={
        <>
          <Button busy={busy === 'draft'} disabledReason={missing ?? null} onClick={() => make(false)}>
            {t('make')}
          </Button>
          <Button
            variant="primary"
            busy={busy === 'post'}
            disabledReason={missing ?? refusal('procurement.supplier_invoice.post') ?? null}
            onClick={() => make(true)}
          >
            {t('makeAndPost')}
          </Button>
        </>
      }
    >
      <div className="grid max-w-4xl grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {from ? (
          <Source orderId={orderId} receiptId={receiptId} />
        ) : (
          <LookupBox
            className="col-span-2"
            label={t('supplier')}
            required
            value={supplier}
            onChange={setSupplier}
            search={findSuppliers}
            clearable
          />
        )}
        <TextBox
          label={t('supplierNumber')}
          required
          value={supplierNumber}
          onChange={setSupplierNumber}
          maxLength={60}
        />
        <DateBox label={t('documentDate')} value={documentDate} onChange={setDocumentDate} />
      </div>
      {from ? null : (
        <>
          <FreeLines lines={free} onChange={setFree} currency={supplier?.currency ?? ''} />
          <InvoiceFile supplierId={supplier?.id} />
        </>
      )}
    </MakePage>
  )
}

/** What the invoice is made from, in words. */
function Source({ orderId, receiptId }: { orderId: string | undefined; receiptId: string | undefined }) {
  const t = useTranslations('procurement.invoiceNew')
  const trpc = useTRPC().procurement
  const order = useQuery(trpc.purchaseOrder.get.queryOptions({ id: orderId ?? '' }, { enabled: Boolean(orderId) }))
  const receipt = useQuery(trpc.goodsReceipt.get.queryOptions({ id: receiptId ?? '' }, { enabled: Boolean(receiptId) }))
  const source = order.data ?? receipt.data
  return (
    <div className="col-span-2 flex flex-col gap-1 text-sm">
      <span className="text-muted">{t('from')}</span>
      <span>{source ? `${source.number} · ${source.supplierName}` : '…'}</span>
    </div>
  )
}
