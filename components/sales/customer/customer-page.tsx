'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentFiles, DocumentTrail } from '@/components/api/document-trail'
import { BarFigure } from '@/components/chart/chart'
import { Stat } from '@/components/chart/stat'
import { TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { DateText, Money, UnitPrice, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { customerDocument } from '@/server/contracts/sales/documents'
import { addMonths, startOfMonth } from '@/server/kernel/calendar-date'
import { dec, plain } from '@/server/kernel/money'
import { AskDialog, type Question } from '../ask-dialog'
import { useRelatedLink } from '../document-aside'
import { LineTable, Loaded, MakePage } from '../parts'
import { blockTones } from '../tones'
import { useCompany, useRefusal, useRun } from '../use-sales'
import { changeCustomerForm } from './customer-fields'
import { TermsFields } from './terms-fields'

export type Customer = z.output<typeof customerDocument>
const TABS = ['overview', 'orders', 'invoices', 'prices', 'contacts', 'terms', 'activity'] as const

/** A customer: how one stands with them, what was ordered and billed, at which prices, on which terms. */
export function CustomerPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const customer = useQuery(trpc.sales.customer.get.queryOptions({ id }))
  return <Loaded query={customer}>{(c) => <CustomerView customer={c} />}</Loaded>
}

function CustomerView({ customer: c }: { customer: Customer }) {
  const t = useTranslations('sales.customerPage')
  const words = useTranslations('sales.customer.blocks')
  const router = useRouter()
  const pathname = usePathname()
  const wanted = useSearchParams().get('tab')
  const { href } = useFrame()
  const refusal = useRefusal()
  const [question, setQuestion] = useState<Question | null>(null)
  const block = useBlock(c, setQuestion)
  const tab = TABS.find((x) => x === wanted) ?? 'overview'
  return (
    <MakePage
      title={`${c.name}`}
      hint={[c.code, c.groupCode, c.taxId].filter(Boolean).join(' · ')}
      actions={
        <>
          <StateBadge tone={blockTones[c.block] ?? 'draft'}>{words(c.block)}</StateBadge>
          <Button disabledReason={refusal('sales.customer.block') ?? null} onClick={block}>
            {t(c.block === 'none' ? 'block' : 'unblock')}
          </Button>
          <Button
            disabledReason={refusal('sales.sales_order.create') ?? null}
            onClick={() => router.push(href(`sales/quotations/new?customer=${c.id}`))}
          >
            {t('newQuotation')}
          </Button>
          <Button
            variant="primary"
            disabledReason={refusal('sales.sales_order.create') ?? null}
            onClick={() => router.push(href(`sales/sales-orders/new?customer=${c.id}`))}
          >
            {t('newOrder')}
          </Button>
        </>
      }
    >
      {c.block !== 'none' ? (
        <Notice tone="blocked" className="mb-4">
          {t('blockedBecause', { reason: c.blockReason ?? '–' })}
        </Notice>
      ) : null}
      <Tabs value={tab} onValueChange={(next) => router.replace(`${pathname}?tab=${next}`, { scroll: false })}>
        <TabsList aria-label={c.name}>
          {TABS.map((name) => (
            <TabsTrigger key={name} value={name}>
              {t(`tabs.${name}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="overview">
          <Overview customer={c} />
        </TabsContent>
        <TabsContent value="orders">
          <History customer={c} documents={['sales_order', 'delivery', 'sales_return']} />
        </TabsContent>
        <TabsContent value="invoices">
          <History customer={c} documents={['customer_invoice']} />
        </TabsContent>
        <TabsContent value="prices">
          <CustomerPrices customer={c} />
        </TabsContent>
        <TabsContent value="contacts">
          <Contacts partyId={c.partyId} />
        </TabsContent>
        <TabsContent value="terms">
          <Terms key={c.version} customer={c} />
        </TabsContent>
        <TabsContent value="activity" className="max-w-2xl">
          <DocumentTrail document="customer" documentId={c.id} />
          <DocumentFiles document="customer" documentId={c.id} />
        </TabsContent>
      </Tabs>
      <AskDialog question={question} onClose={() => setQuestion(null)} />
    </MakePage>
  )
}

function useBlock(c: Customer, ask: (question: Question) => void) {
  const t = useTranslations('sales.customerPage')
  const api = useTRPCClient().sales.customer
  const { run } = useRun()
  const set = async (block: 'none' | 'all', reason: string | null) =>
    (await run(() => api.block.mutate({ id: c.id, version: c.version, block, reason }))) !== null
  return () =>
    ask(
      c.block === 'none'
        ? {
            title: t('askBlock', { name: c.name }),
            text: t('askBlockText'),
            confirm: t('block'),
            danger: true,
            reason: 'required',
            onAnswer: ({ reason }) => set('all', reason),
          }
        : {
            title: t('askUnblock', { name: c.name }),
            text: t('askUnblockText'),
            confirm: t('unblock'),
            onAnswer: () => set('none', null),
          },
    )
}

function Overview({ customer: c }: { customer: Customer }) {
  const t = useTranslations('sales.customerPage')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const { today } = useCompany()
  const from = startOfMonth(addMonths(today, -11))
  const sales = useQuery(
    trpc.sales.report.totals.queryOptions(
      { companyId: c.companyId, from, to: today, by: 'month', customerId: c.id },
      { retry: false },
    ),
  )
  const exposure = dec(c.openOrders).plus(c.receivable)
  const money = (value: string) => format.money(value, c.baseCurrency)
  const byMonth = new Map((sales.data?.rows ?? []).map((r) => [r.key?.slice(0, 7), r.net]))
  const points = Array.from({ length: 12 }, (_, i) => addMonths(from, i).slice(0, 7)).map((month) => ({
    id: month,
    label: month,
    values: { net: byMonth.get(month) ?? '0' },
    href: href(`sales/invoices?f=customerName.eq.${encodeURIComponent(c.name)}`),
  }))
  const over = c.creditLimit !== null && exposure.greaterThan(c.creditLimit)
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Stat
          label={t('exposure')}
          value={money(plain(exposure))}
          hint={c.creditLimit === null ? t('noLimit') : t('ofLimit', { limit: money(c.creditLimit) })}
          {...(over && { tone: 'blocked' as const })}
        />
        <Stat label={t('openOrders')} value={money(c.openOrders)} />
        <Stat
          label={t('receivable')}
          value={money(c.receivable)}
          href={href(`finance/open-items?q=${encodeURIComponent(c.name)}`)}
        />
        <Stat
          label={t('overdue')}
          value={money(c.overdue)}
          {...(dec(c.overdue).greaterThan(0) && { tone: 'blocked' as const })}
        />
      </div>
      {sales.data ? (
        <BarFigure
          title={t('sales')}
          headline={format.money(sales.data.net, sales.data.currency)}
          note={t('lastYear')}
          points={points}
          series={[{ key: 'net', label: t('net') }]}
          format={(value) => money(value)}
        />
      ) : null}
      <History customer={c} documents={['sales_order', 'delivery', 'customer_invoice', 'sales_return']} limit={8} />
    </div>
  )
}

function History({
  customer: c,
  documents,
  limit = 200,
}: {
  customer: Customer
  documents: readonly string[]
  limit?: number
}) {
  const t = useTranslations('sales.customerPage')
  const trpc = useTRPC()
  const link = useRelatedLink()
  const history = useQuery(trpc.sales.customer.history.queryOptions({ customerId: c.id, limit: 200 }))
  const rows = (history.data ?? c.history).filter((r) => documents.includes(r.document)).slice(0, limit)
  return (
    <LineTable
      label={t('history')}
      lines={rows}
      empty={t('noHistory')}
      columns={[
        { key: 'date', title: t('date'), cell: (r) => <DateText value={r.date} /> },
        { key: 'kind', title: t('kind'), cell: (r) => link(r).kind },
        {
          key: 'number',
          title: t('number'),
          cell: (r) => (
            <Link href={link(r).href} className="underline-offset-3 hover:underline">
              {link(r).number}
            </Link>
          ),
        },
        {
          key: 'state',
          title: t('state'),
          cell: (r) => {
            const { state } = link(r)
            return state ? (
              <StateBadge plain tone={state.tone}>
                {state.label}
              </StateBadge>
            ) : null
          },
        },
        {
          key: 'amount',
          title: t('amount'),
          numeric: true,
          cell: (r) => (r.amount && r.currency ? <Money value={r.amount} currency={r.currency} /> : '–'),
        },
      ]}
    />
  )
}

/** The price list that holds for the customer, item by item. */
function CustomerPrices({ customer: c }: { customer: Customer }) {
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

function Contacts({ partyId }: { partyId: string }) {
  const t = useTranslations('sales.customerPage')
  const trpc = useTRPC()
  const party = useQuery(trpc.finance.party.get.queryOptions({ id: partyId }, { retry: false }))
  if (!party.data) return null
  const { addresses, contacts } = party.data
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <LineTable
        label={t('contacts')}
        lines={contacts}
        empty={t('noContacts')}
        columns={[
          { key: 'name', title: t('name'), cell: (x) => x.name },
          { key: 'position', title: t('position'), cell: (x) => x.position ?? '–' },
          {
            key: 'email',
            title: t('email'),
            cell: (x) => (x.email ? <a href={`mailto:${x.email}`}>{x.email}</a> : '–'),
          },
          { key: 'phone', title: t('phone'), cell: (x) => x.phone ?? '–' },
        ]}
      />
      <LineTable
        label={t('addresses')}
        lines={addresses}
        empty={t('noAddresses')}
        columns={[
          {
            key: 'address',
            title: t('address'),
            cell: (x) => [x.recipient, ...x.lines, x.postalCode, x.city, x.country].filter(Boolean).join(', '),
          },
          {
            key: 'use',
            title: t('use'),
            cell: (x) => [x.billing && t('billing'), x.shipping && t('delivery')].filter(Boolean).join(', ') || '–',
          },
        ]}
      />
    </div>
  )
}

function Terms({ customer: c }: { customer: Customer }) {
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
