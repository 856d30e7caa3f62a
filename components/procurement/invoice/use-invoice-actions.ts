'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import type { DocumentAction } from '@/components/document/actions'
import type { Question } from '@/components/document/ask-dialog'
import { useFrame } from '@/components/shell'
import { dec } from '@/server/kernel/money'
import { useRefusal, useRun } from '../use-buying'
import type { SupplierInvoice } from './invoice-page'

/** The buttons of a supplier invoice. */
export function useInvoiceActions(
  v: SupplierInvoice,
  ask: (question: Question) => void,
  credit: () => void,
): readonly DocumentAction[] {
  const t = useTranslations('procurement.invoicePage')
  const { supplierInvoice } = useTRPCClient().procurement
  const router = useRouter()
  const { href } = useFrame()
  const { run } = useRun()
  const refusal = useRefusal()
  const ref = { id: v.id, version: v.version }
  const may = (permission: string, ...others: (string | false)[]) => {
    const refused = refusal(permission) ?? others.find(Boolean)
    return refused ? { refused } : {}
  }
  const invoice = (action: string) => `procurement.supplier_invoice.${action}`
  const posted = v.status === 'posted'
  const blocked = posted && v.paymentBlocks.length > 0
  const payable = posted && v.kind === 'invoice' && dec(v.open).greaterThan(0)
  return [
    {
      name: 'post',
      label: t('post'),
      weight: 5,
      ...may(invoice('post')),
      onRun: () => run(() => supplierInvoice.post.mutate(ref), t('posted')),
    },
    ...(blocked
      ? [
          {
            name: 'release',
            label: t('release'),
            weight: 4,
            step: true,
            ...may(invoice('release')),
            onRun: () =>
              ask({
                ...{ title: t('release'), text: t('releaseText'), confirm: t('release'), reason: 'required' },
                onAnswer: async ({ reason }) =>
                  (await run(() => supplierInvoice.release.mutate({ ...ref, reason: reason ?? '' }))) !== null,
              }),
          },
        ]
      : []),
    ...(payable
      ? [
          {
            name: 'pay',
            label: t('pay'),
            weight: blocked ? 0 : 3,
            step: !blocked,
            ...may('finance.payment.create', blocked && t('payBlocked')),
            onRun: () => router.push(href(`finance/payments/new?direction=outgoing&party=${v.partyId}`)),
          },
        ]
      : []),
    ...(posted && v.kind === 'invoice'
      ? [
          {
            name: 'credit',
            label: t('credit'),
            ...may(invoice('create')),
            onRun: credit,
          },
        ]
      : []),
    {
      name: 'reverse',
      label: t('reverse'),
      tone: 'danger',
      weight: -1,
      ...may(invoice('reverse')),
      onRun: () =>
        ask({
          ...{ title: t('reverse'), text: t('reverseText'), confirm: t('reverse') },
          ...{ danger: true, reason: 'required', date: v.postingDate },
          onAnswer: async ({ reason, date }) =>
            (await run(() => supplierInvoice.reverse.mutate({ ...ref, postingDate: date, reason: reason ?? '' }))) !==
            null,
        }),
    },
    ...(posted || v.status === 'reversed'
      ? []
      : [
          {
            name: 'delete',
            label: t('delete'),
            tone: 'danger' as const,
            weight: -1,
            ...may(invoice('create')),
            onRun: async () => {
              if (await run(() => supplierInvoice.delete.mutate(ref)))
                router.push(href('procurement/supplier-invoices'))
            },
          },
        ]),
  ]
}
