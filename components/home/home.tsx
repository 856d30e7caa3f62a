'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { BarFigure } from '@/components/chart/chart'
import { Stat } from '@/components/chart/stat'
import { useAlertText } from '@/components/control/alert-text'
import { DateText, InstantText, Money, useFormat } from '@/components/format'
import { useFrame } from '@/components/shell'
import { documentHref } from '@/components/shell/document-href'
import { permits } from '@/components/shell/navigation'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { StateBadge } from '@/components/ui/state-badge'
import { addMonths, endOfMonth, todayIn } from '@/server/kernel/calendar-date'
import { dec, plain } from '@/server/kernel/money'
import { LateFromSuppliers } from './late-from-suppliers'
import { Row } from './row'

/** Home: what needs me, what is stuck and why, how money stands, how sales go. Each part only for those who may see it. */
export function Home() {
  const t = useTranslations('home')
  const { permissions, user, companies, companyId } = useFrame()
  const may = (permission: string) => permits(permissions, permission)
  const company = companies.find((c) => c.id === companyId) ?? companies[0]
  if (!company) return null
  const at = { companyId: company.id, today: todayIn(company.timeZone) }
  return (
    <div className="h-full overflow-y-auto px-4 py-4 max-sm:px-3">
      <header className="mb-4 flex flex-wrap items-baseline gap-x-3">
        <h1 className="text-xl">{t('title', { name: user.name.split(' ')[0] ?? user.name })}</h1>
        <DateText value={at.today} className="text-sm text-muted" />
      </header>
      <div className="flex flex-col gap-4">
        {may('finance.report.read') ? <MoneyFigures {...at} /> : null}
        <div className="grid gap-4 lg:grid-cols-2">
          <NeedsMe {...at} orders={may('sales.sales_order.read')} />
          {may('sales.sales_order.read') ? <Stuck {...at} /> : null}
          {may('procurement.purchase_order.read') ? <LateFromSuppliers {...at} /> : null}
        </div>
        {may('sales.reports.read') ? <SalesFigures {...at} /> : null}
      </div>
    </div>
  )
}

interface At {
  readonly companyId: string
  readonly today: string
}

const useOrders = ({ companyId, today }: At, enabled = true) =>
  useQuery(useTRPC().sales.report.homeOrders.queryOptions({ companyId, today }, { enabled, retry: false }))

function MoneyFigures({ companyId, today }: At) {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const position = useQuery(trpc.finance.report.cashPosition.queryOptions({ companyId, date: today }, { retry: false }))
  if (position.isError) return null
  if (!position.data) return <Skeleton className="h-24 w-full" />
  const { currency, cash, accounts, receivable, payable } = position.data
  const money = (value: string) => format.money(value, currency)
  const overdue = dec(receivable.overdue).greaterThan(0)
  return (
    <section aria-label={t('money')} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Stat
        label={t('cash')}
        value={money(cash)}
        hint={t('accounts', { count: accounts.length })}
        href={href('finance/reports/balance-sheet')}
      />
      <Stat
        label={t('dueIn')}
        value={money(receivable.total)}
        hint={t('soon', { amount: money(receivable.soon) })}
        href={href('finance/open-items?f=side.in.receivable')}
      />
      <Stat
        label={t('overdue')}
        value={money(receivable.overdue)}
        hint={t(overdue ? 'collect' : 'nothingOverdue')}
        tone={overdue ? 'blocked' : 'done'}
        href={href('finance/open-items?f=side.in.receivable&f=dueDate.lte.@beforeToday')}
      />
      <Stat
        label={t('dueOut')}
        value={money(plain(dec(payable.total).abs()))}
        hint={t('soon', { amount: money(plain(dec(payable.soon).abs())) })}
        href={href('finance/open-items?f=side.in.payable')}
      />
    </section>
  )
}

/** Orders that wait for a decision, and the alerts meant for this person. */
function NeedsMe({ orders, ...at }: At & { orders: boolean }) {
  const t = useTranslations('home')
  const words = useTranslations('sales.sales_order.states')
  const zh = useLocale().startsWith('zh')
  const trpc = useTRPC()
  const alertText = useAlertText()
  const { href } = useFrame()
  const home = useOrders(at, orders)
  const alerts = useQuery(trpc.control.alerts.open.queryOptions({ limit: 6 }, { retry: false }))
  const waiting = home.data?.waiting ?? []
  const latest = alerts.data?.latest ?? []
  const pending = (orders && home.isPending) || alerts.isPending
  return (
    <Card>
      <CardHeader
        title={t('needsMe')}
        actions={
          <Link className="text-sm text-muted hover:text-ink hover:underline" href={href('approvals')}>
            {t('allApprovals', { count: home.data?.waitingCount ?? 0 })}
          </Link>
        }
      />
      <CardBody>
        {pending ? <Skeleton className="h-24 w-full" /> : null}
        {!pending && waiting.length + latest.length === 0 ? <p className="text-sm text-muted">{t('nothing')}</p> : null}
        <ul className="-mx-2">
          {waiting.map((order) => (
            <Row
              key={order.id}
              href={href(`sales/sales-orders/${order.id}`)}
              title={order.number}
              hint={order.customerName}
              detail={order.findings.map((f) => (zh ? f.message.zh : f.message.en)).join(' ')}
              end={<Money value={order.baseGross} currency={home.data?.currency ?? ''} />}
              state={
                <StateBadge plain tone={order.status === 'blocked' ? 'blocked' : 'attention'}>
                  {words(order.status)}
                </StateBadge>
              }
            />
          ))}
          {latest.map((alert) => (
            <Row
              key={alert.id}
              href={href(
                (alert.document && alert.documentId && documentHref(alert.document, alert.documentId)) ||
                  'control/alerts',
              )}
              title={alertText(alert)}
              end={<InstantText value={alert.createdAt} className="text-xs text-faint" />}
            />
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}

const reasonTones = { short: 'blocked', late: 'blocked', not_delivered: 'attention', not_billed: 'attention' } as const

/** Approved orders that do not move, and why. */
function Stuck(at: At) {
  const t = useTranslations('home')
  const format = useFormat()
  const { href } = useFrame()
  const home = useOrders(at)
  const rows = home.data?.stuck ?? []
  return (
    <Card>
      <CardHeader
        title={t('stuck')}
        actions={
          <Link
            className="text-sm text-muted hover:text-ink hover:underline"
            href={href('sales/sales-orders?f=status.in.approved&f=deliveryProgress.in.none,part')}
          >
            {t('allOpen')}
          </Link>
        }
      />
      <CardBody>
        {home.isPending ? <Skeleton className="h-24 w-full" /> : null}
        {!home.isPending && rows.length === 0 ? <p className="text-sm text-muted">{t('nothingStuck')}</p> : null}
        <ul className="-mx-2">
          {rows.map((order) => (
            <Row
              key={order.id}
              href={href(`sales/sales-orders/${order.id}`)}
              title={order.number}
              hint={order.customerName}
              detail={t(`why.${order.reason}`, {
                quantity: format.quantity(order.quantity),
                date: order.requestedDate ? format.date(order.requestedDate) : '',
              })}
              end={<Money value={order.baseGross} currency={home.data?.currency ?? ''} />}
              state={
                <StateBadge plain tone={reasonTones[order.reason]}>
                  {t(`reason.${order.reason}`)}
                </StateBadge>
              }
            />
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}

/** Order intake, and what was billed with its margin, by month; a month opens its documents. */
function SalesFigures({ companyId, today }: At) {
  const t = useTranslations('home')
  const trpc = useTRPC()
  const format = useFormat()
  const { href } = useFrame()
  const figures = useQuery(trpc.sales.report.homeMonths.queryOptions({ companyId, today }, { retry: false }))
  if (figures.isError) return null
  if (!figures.data) return <Skeleton className="h-64 w-full" />
  const { currency, months } = figures.data
  const money = (value: string) => format.money(value, currency)
  const now = months.at(-1)
  const span = (month: string) => `${month}-01,${endOfMonth(addMonths(`${month}-01`, 0))}`
  const margin = (m: { billed: string; cost: string }) => plain(dec(m.billed).minus(m.cost))
  const rate =
    now && !dec(now.billed).isZero()
      ? format.percent(plain(dec(margin(now)).div(now.billed).times(100).toDecimalPlaces(1)))
      : '–'
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card>
        <CardBody className="pt-4">
          <BarFigure
            title={t('intake')}
            headline={money(now?.intake ?? '0')}
            note={t('thisMonth')}
            series={[{ key: 'intake', label: t('orders') }]}
            points={months.map((m) => ({
              id: m.month,
              label: m.month,
              values: { intake: m.intake },
              href: href(`sales/sales-orders?f=documentDate.between.${span(m.month)}&f=status.in.approved,closed`),
            }))}
            format={(value) => money(value)}
          />
        </CardBody>
      </Card>
      <Card>
        <CardBody className="pt-4">
          <BarFigure
            title={t('margin')}
            headline={money(now ? margin(now) : '0')}
            note={t('marginNote', { rate })}
            series={[
              { key: 'billed', label: t('billed') },
              { key: 'margin', label: t('marginShort'), color: 2 },
            ]}
            points={months.map((m) => ({
              id: m.month,
              label: m.month,
              values: { billed: m.billed, margin: margin(m) },
              href: href(`sales/invoices?f=documentDate.between.${span(m.month)}&f=status.in.posted`),
            }))}
            format={(value) => money(value)}
          />
        </CardBody>
      </Card>
    </div>
  )
}
