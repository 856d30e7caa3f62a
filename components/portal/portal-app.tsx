'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { PortalProvider, usePortal } from './client'
import { Invoices } from './invoices'
import { Order } from './order'
import { Orders } from './orders'
import { Request } from './request'
import { Requests } from './requests'

export interface PortalAppProps {
  token: string
  today: string
}

/** What a supplier sees by its link: orders, requests, invoices. */
export function PortalApp({ token, today }: PortalAppProps) {
  return (
    <PortalProvider token={token} today={today}>
      <Areas />
    </PortalProvider>
  )
}

function Areas() {
  const t = useTranslations('portal')
  const portal = usePortal()
  const orders = useQuery(portal.orders.queryOptions({}))
  const requests = useQuery(portal.requests.queryOptions({}))
  const [order, setOrder] = useState<string | null>(null)
  const [request, setRequest] = useState<string | null>(null)
  const waiting = orders.data?.filter((o) => o.status === 'sent').length
  const asked = requests.data?.filter((r) => r.status === 'sent' && !r.quotationNumber && !r.declined).length
  return (
    <Tabs defaultValue="orders" className="grid gap-5">
      <TabsList aria-label={t('areas')}>
        <TabsTrigger value="orders" count={waiting || undefined}>
          {t('orders')}
        </TabsTrigger>
        <TabsTrigger value="requests" count={asked || undefined}>
          {t('requests')}
        </TabsTrigger>
        <TabsTrigger value="invoices">{t('invoices')}</TabsTrigger>
      </TabsList>
      <TabsContent value="orders">
        {order ? <Order id={order} onBack={() => setOrder(null)} /> : <Orders of={orders} onOpen={setOrder} />}
      </TabsContent>
      <TabsContent value="requests">
        {request ? (
          <Request id={request} onBack={() => setRequest(null)} />
        ) : (
          <Requests of={requests} onOpen={setRequest} />
        )}
      </TabsContent>
      <TabsContent value="invoices">
        <Invoices />
      </TabsContent>
    </Tabs>
  )
}
