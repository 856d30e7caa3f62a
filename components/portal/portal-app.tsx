'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
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

const areas = ['orders', 'requests', 'invoices'] as const
type Area = (typeof areas)[number]

/** Where the supplier is stands in the address: `?order=<id>`, `?request=<id>` or `?area=invoices`; mails lead to a document by it. */
function usePlace() {
  const params = useSearchParams()
  const [order, request] = [params.get('order'), params.get('request')]
  const area = areas.find((a) => a === params.get('area')) ?? (request ? 'requests' : 'orders')
  const go = (place: { order?: string; request?: string; area?: Area }) =>
    window.history.pushState(null, '', `?${new URLSearchParams(place)}`)
  return { order, request, area, go }
}

function Areas() {
  const t = useTranslations('portal')
  const portal = usePortal()
  const { order, request, area, go } = usePlace()
  const orders = useQuery(portal.orders.queryOptions({}))
  const requests = useQuery(portal.requests.queryOptions({}))
  const waiting = orders.data?.filter((o) => o.status === 'sent').length
  const asked = requests.data?.filter((r) => r.status === 'sent' && !r.quotationNumber && !r.declined).length
  return (
    <Tabs value={area} onValueChange={(to) => go({ area: to as Area })} className="grid gap-5">
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
        {order ? (
          <Order id={order} onBack={() => go({ area: 'orders' })} />
        ) : (
          <Orders of={orders} onOpen={(id) => go({ order: id })} />
        )}
      </TabsContent>
      <TabsContent value="requests">
        {request ? (
          <Request id={request} onBack={() => go({ area: 'requests' })} />
        ) : (
          <Requests of={requests} onOpen={(id) => go({ request: id })} />
        )}
      </TabsContent>
      <TabsContent value="invoices">
        <Invoices />
      </TabsContent>
    </Tabs>
  )
}
