'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { LineTable } from '@/components/document/line-table'
import { TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { DateText, UnitPrice } from '@/components/format'
import { useFrame } from '@/components/shell'
import { plain } from '@/server/kernel/money'
import { useRun } from '../use-sales'
import { changeCustomerForm } from './customer-fields'
import type { Customer } from './customer-page'
import { TermsFields } from './terms-fields'

/** The price list that holds for the customer, item by item. */
export function CustomerPrices({ customer: c }: { customer: Customer }) {
  const t = useTranslations('sales.customerPage')
  const trpc = useTRPC()
  const { href } = useFrame()
  const list = useQuery(
    trpc.sales.priceList.get.queryOptions(
      { id: c.priceListId ?? '' },
      { enabled: c.priceListId !== null, retry: false },
    ),
  )
  if (!c.priceListId) return <p className="text-sm text-muted">{t('noOwnPrices')}</p>
  return (
    <div className="flex flex-col gap-3">
      <Link className="text-sm underline-offset-3 hover:underline" href={href(`sales/price-lists/${c.priceListId}`)}>
        {list.data?.name ?? c.priceListCode}
      </Link>
      <LineTable
        label={t('tabs.prices')}
        lines={list.data?.prices ?? []}
        empty={t('noPrices')}
        columns={[
          {
            key: 'item',
            title: t('item'),
            cell: (p) => [p.itemCode ?? p.categoryCode, p.itemName].filter(Boolean).join(' '),
          },
          { key: 'from', title: t('minQuantity'), numeric: true, cell: (p) => plain(p.minQuantity) },
          { key: 'valid', title: t('validFrom'), cell: (p) => <DateText value={p.validFrom} /> },
          {
            key: 'price',
            title: t('unitPrice'),
            numeric: true,
            cell: (p) => <UnitPrice value={p.unitPrice} currency={list.data?.currency ?? c.currency} />,
          },
        ]}
      />
    </div>
  )
}

/** The terms of a customer, changed in place. */
export function CustomerTerms({ customer: c }: { customer: Customer }) {
  const t = useTranslations('sales.customerPage')
  const api = useTRPCClient().sales.customer
  const { refresh } = useRun()
  const refusal = useRefusal()
  return (
    <Form
      className="max-w-4xl"
      schema={changeCustomerForm}
      defaultValues={{
        code: c.code,
        name: c.name,
        currency: c.currency,
        groupId: c.groupId,
        priceListId: c.priceListId,
        paymentTermId: c.paymentTermId,
        creditLimit: c.creditLimit === null ? null : plain(c.creditLimit),
        discountPercent: plain(c.discountPercent),
        taxCodeIds: c.taxCodeIds,
        taxExempt: c.taxExempt,
        shipPolicy: c.shipPolicy,
        invoicePolicy: c.invoicePolicy,
        warehouseId: c.warehouseId,
        note: c.note,
      }}
      refused={refusal('sales.customer.update') ?? null}
      submitLabel={t('save')}
      onSubmit={async (values) => {
        await api.update.mutate({ ...values, id: c.id, version: c.version })
        await refresh()
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label={t('name')} required maxLength={160} />
        <TextField name="code" label={t('code')} required maxLength={40} />
      </div>
      <TermsFields />
    </Form>
  )
}
