'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { DateText, Money, Quantity, UnitPrice } from '@/components/format'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { PortalOrderDocument } from '@/server/contracts/procurement/portal'
import { usePortal } from './client'
import { ConfirmOrder } from './confirm-order'
import { InvoiceOrder } from './invoice-order'
import { OrderState } from './orders'
import { Answer, Back } from './parts'
import { Shipments } from './shipments'

/** One order: what is wanted, and the answers to it. */
export function Order({ id, onBack }: { id: string; onBack: () => void }) {
  const portal = usePortal()
  const order = useQuery(portal.order.queryOptions({ id }))
  return (
    <div className="grid gap-5">
      <Back onBack={onBack} />
      <Answer of={order}>
        {(data) => (
          <>
            <Lines order={data} />
            {data.status === 'sent' || data.status === 'confirmed' ? (
              <>
                <ConfirmOrder key={data.version} order={data} />
                {data.kind === 'blanket' ? null : <Shipments key={`s${data.notices.length}`} order={data} />}
              </>
            ) : null}
            {data.status === 'cancelled' || data.kind === 'blanket' ? null : <InvoiceOrder order={data} />}
          </>
        )}
      </Answer>
    </div>
  )
}

function Lines({ order }: { order: PortalOrderDocument }) {
  const t = useTranslations('portal')
  const { deliveryAddress: to } = order
  const address = to ? [to.name, ...to.lines, [to.postalCode, to.city].filter(Boolean).join(' '), to.country] : []
  return (
    <Card>
      <CardHeader title={order.number} actions={<OrderState status={order.status} />} />
      <CardBody className="grid gap-4">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-2 text-sm sm:grid-cols-4">
          <Fact label={t('date')}>
            <DateText value={order.documentDate} />
          </Fact>
          <Fact label={t('wanted')}>
            <DateText value={order.requestedDate} />
          </Fact>
          <Fact label={t('net')}>
            <Money value={order.net} currency={order.currency} />
          </Fact>
          <Fact label={t('gross')}>
            <Money value={order.gross} currency={order.currency} />
          </Fact>
          {address.length > 0 ? <Fact label={t('deliverTo')}>{address.filter(Boolean).join(', ')}</Fact> : null}
          {order.note ? <Fact label={t('note')}>{order.note}</Fact> : null}
        </dl>
        <Table label={t('lines')}>
          <TableHeader>
            <TableRow>
              <TableHead>{t('item')}</TableHead>
              <TableHead numeric>{t('quantity')}</TableHead>
              <TableHead numeric>{t('price')}</TableHead>
              <TableHead numeric>{t('net')}</TableHead>
              <TableHead>{t('promised')}</TableHead>
              <TableHead numeric>{t('received')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {order.lines.map((line) => (
              <TableRow key={line.id}>
                <TableCell className="min-w-40">
                  <span className="block">{line.description}</span>
                  <span className="text-xs text-muted">{line.supplierItemCode ?? line.itemCode}</span>
                </TableCell>
                <TableCell numeric>
                  <Quantity value={line.quantity} unit={line.unitCode ?? undefined} />
                </TableCell>
                <TableCell numeric>
                  <UnitPrice value={line.unitPrice} currency={order.currency} />
                </TableCell>
                <TableCell numeric>
                  <Money value={line.net} currency={order.currency} bare />
                </TableCell>
                <TableCell>
                  <DateText value={line.promisedDate} />
                </TableCell>
                <TableCell numeric>
                  <Quantity value={line.receivedQuantity} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardBody>
    </Card>
  )
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-faint">{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
