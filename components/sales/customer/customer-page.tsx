'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentFiles, DocumentTrail } from '@/components/api/document-trail'
import { useRefusal } from '@/components/api/use-refusal'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { Loaded, MakePage } from '@/components/document/parts'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { customerDocument } from '@/server/contracts/sales/documents'
import { blockTones } from '../tones'
import { useRun } from '../use-sales'
import { CustomerContacts } from './customer-contacts'
import { CustomerHistory, CustomerOverview } from './customer-overview'
import { CustomerPrices, CustomerTerms } from './customer-terms'

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
          <CustomerOverview customer={c} />
        </TabsContent>
        <TabsContent value="orders">
          <CustomerHistory customer={c} documents={['sales_order', 'delivery', 'sales_return']} />
        </TabsContent>
        <TabsContent value="invoices">
          <CustomerHistory customer={c} documents={['customer_invoice']} />
        </TabsContent>
        <TabsContent value="prices">
          <CustomerPrices customer={c} />
        </TabsContent>
        <TabsContent value="contacts">
          <CustomerContacts partyId={c.partyId} />
        </TabsContent>
        <TabsContent value="terms">
          <CustomerTerms key={c.version} customer={c} />
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
