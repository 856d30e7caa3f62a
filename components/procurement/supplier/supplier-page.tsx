'use client'
import { useQuery } from '@tanstack/react-query'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { DocumentFiles, DocumentTrail } from '@/components/api/document-trail'
import { AskDialog, type Question } from '@/components/document/ask-dialog'
import { Loaded, MakePage } from '@/components/document/parts'
import { PartyBanks } from '@/components/finance/bank/party-banks'
import { SelectBox } from '@/components/form/boxes'
import { CustomerContacts } from '@/components/sales/customer/customer-contacts'
import { useFrame } from '@/components/shell'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { supplierDocument } from '@/server/contracts/procurement/supplier'
import { blockTones } from '../tones'
import { useRefusal, useRun } from '../use-buying'
import { PortalLinks } from './portal-links'
import { SupplierHistory, SupplierOverview } from './supplier-overview'
import { SupplierPrices } from './supplier-prices'
import { SupplierTerms } from './supplier-terms'

export type Supplier = z.output<typeof supplierDocument>
const TABS = ['overview', 'history', 'prices', 'contacts', 'banks', 'terms', 'portal', 'activity'] as const

/** A supplier: how one stands with them, what was bought, at which prices, on which terms, where they are paid. */
export function SupplierPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const supplier = useQuery(trpc.procurement.supplier.get.queryOptions({ id }))
  return <Loaded query={supplier}>{(s) => <SupplierView supplier={s} />}</Loaded>
}

function SupplierView({ supplier: s }: { supplier: Supplier }) {
  const t = useTranslations('buying.supplier')
  const words = useTranslations('procurement.supplier.blocks')
  const router = useRouter()
  const pathname = usePathname()
  const wanted = useSearchParams().get('tab')
  const { href } = useFrame()
  const refusal = useRefusal()
  const [question, setQuestion] = useState<Question | null>(null)
  const [blocking, setBlocking] = useState(false)
  const unblock = useUnblock(s, setQuestion)
  const tab = TABS.find((x) => x === wanted) ?? 'overview'
  const country = s.addresses[0]?.country ?? s.taxCountry
  return (
    <MakePage
      title={s.name}
      hint={[s.code, s.currency, s.taxId].filter(Boolean).join(' · ')}
      actions={
        <>
          <StateBadge tone={blockTones[s.block] ?? 'draft'}>{words(s.block)}</StateBadge>
          <Button
            disabledReason={refusal('procurement.supplier.block') ?? null}
            onClick={s.block === 'none' ? () => setBlocking(true) : unblock}
          >
            {t(s.block === 'none' ? 'block' : 'unblock')}
          </Button>
          <Button
            variant="primary"
            disabledReason={refusal('procurement.purchase_order.create') ?? null}
            onClick={() => router.push(href(`procurement/purchase-orders/new?supplier=${s.id}`))}
          >
            {t('newOrder')}
          </Button>
        </>
      }
    >
      {s.block !== 'none' ? (
        <Notice tone="blocked" className="mb-4">
          {t('blockedBecause', { reason: s.blockReason ?? '–' })}
        </Notice>
      ) : null}
      <Tabs value={tab} onValueChange={(next) => router.replace(`${pathname}?tab=${next}`, { scroll: false })}>
        <TabsList aria-label={s.name}>
          {TABS.map((name) => (
            <TabsTrigger key={name} value={name}>
              {t(`tabs.${name}`)}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value="overview">
          <SupplierOverview supplier={s} />
        </TabsContent>
        <TabsContent value="history">
          <SupplierHistory supplierId={s.id} />
        </TabsContent>
        <TabsContent value="prices">
          <SupplierPrices supplierId={s.id} currency={s.currency} />
        </TabsContent>
        <TabsContent value="contacts">
          <CustomerContacts partyId={s.partyId} />
        </TabsContent>
        <TabsContent value="banks">
          <PartyBanks partyId={s.partyId} name={s.legalName ?? s.name} country={country} />
        </TabsContent>
        <TabsContent value="terms">
          <SupplierTerms key={s.version} supplier={s} />
        </TabsContent>
        <TabsContent value="portal">
          <PortalLinks supplierId={s.id} />
        </TabsContent>
        <TabsContent value="activity" className="max-w-2xl">
          <DocumentTrail document="supplier" documentId={s.id} />
          <DocumentFiles document="supplier" documentId={s.id} />
        </TabsContent>
      </Tabs>
      <AskDialog question={question} onClose={() => setQuestion(null)} />
      {blocking ? <BlockDialog supplier={s} onClose={() => setBlocking(false)} /> : null}
    </MakePage>
  )
}

function useUnblock(s: Supplier, ask: (question: Question) => void) {
  const t = useTranslations('buying.supplier')
  const api = useTRPCClient().procurement.supplier
  const { run } = useRun()
  return () =>
    ask({
      title: t('askUnblock', { name: s.name }),
      text: t('askUnblockText'),
      confirm: t('unblock'),
      onAnswer: async () =>
        (await run(() => api.block.mutate({ id: s.id, version: s.version, block: 'none', reason: null }))) !== null,
    })
}

/** Asks what is blocked, and why. */
function BlockDialog({ supplier: s, onClose }: { supplier: Supplier; onClose: () => void }) {
  const t = useTranslations('buying.supplier')
  const words = useTranslations('procurement.supplier.blocks')
  const api = useTRPCClient().procurement.supplier
  const { run } = useRun()
  const [block, setBlock] = useState<'orders' | 'all'>('orders')
  return (
    <AskDialog
      question={{
        title: t('askBlock', { name: s.name }),
        text: t('askBlockText'),
        confirm: t('block'),
        danger: true,
        reason: 'required',
        children: (
          <SelectBox
            label={t('blockWhat')}
            value={block}
            onChange={(value) => setBlock(value === 'all' ? 'all' : 'orders')}
            options={[
              { value: 'orders', label: words('orders') },
              { value: 'all', label: words('all') },
            ]}
          />
        ),
        onAnswer: async ({ reason }) =>
          (await run(() => api.block.mutate({ id: s.id, version: s.version, block, reason }))) !== null,
      }}
      onClose={onClose}
    />
  )
}
