'use client'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import type { Question } from '@/components/document/ask-dialog'
import { LineTable } from '@/components/document/line-table'
import { LookupBox } from '@/components/form/boxes'
import { InstantText } from '@/components/format'
import { useFrame } from '@/components/shell'
import { Button, IconButton } from '@/components/ui/button'
import { StateBadge } from '@/components/ui/state-badge'
import { CopyPortalLink } from '../copy-portal-link'
import { quotationTones } from '../tones'
import { useFindSuppliers, useRefusal, useRun } from '../use-buying'
import type { Asked, RequestDocument } from './request-model'

/** Who is to be asked, while it is being written. */
export function SupplierChips({
  suppliers,
  onChange,
  error,
}: {
  suppliers: readonly Asked[]
  onChange: (suppliers: readonly Asked[]) => void
  error: string | undefined
}) {
  const t = useTranslations('buying.rfq')
  const find = useFindSuppliers()
  return (
    <div className="mb-4 flex flex-col gap-2">
      <LookupBox
        className="max-w-md"
        label={t('addSupplier')}
        value={null}
        error={error}
        search={async (text, signal) =>
          (await find(text, signal)).filter((s) => !suppliers.some((known) => known.value === s.value))
        }
        onChange={(s) => s && onChange([...suppliers, { value: s.value, label: s.label, hint: s.hint }])}
        placeholder={t('findSupplier')}
      />
      <ul className="flex flex-wrap gap-1.5" aria-label={t('suppliers')}>
        {suppliers.map((s) => (
          <li key={s.value} className="flex items-center gap-1 rounded-md border bg-surface py-0.5 pr-0.5 pl-2 text-sm">
            {s.label}
            <IconButton
              size="icon-sm"
              label={t('removeSupplier', { supplier: s.label })}
              onClick={() => onChange(suppliers.filter((x) => x.value !== s.value))}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Who was asked, and what came back: an offer, a refusal, or nothing yet. */
export function AskedSuppliers({ request: r, ask }: { request: RequestDocument; ask: (question: Question) => void }) {
  const t = useTranslations('buying.rfq')
  const words = useTranslations('procurement.supplier_quotation.states')
  const { href } = useFrame()
  const refusal = useRefusal()
  const api = useTRPCClient().procurement.requestForQuotation
  const { run } = useRun()
  const open = r.status === 'sent'
  const decline = (s: RequestDocument['suppliers'][number]) =>
    ask({
      title: t('askDecline', { supplier: s.supplierName }),
      text: t('askDeclineText'),
      confirm: t('decline'),
      reason: 'optional',
      onAnswer: async ({ reason }) =>
        (await run(() => api.decline.mutate({ id: r.id, version: r.version, supplierId: s.supplierId, reason }))) !==
        null,
    })
  return (
    <LineTable
      label={t('suppliers')}
      lines={r.suppliers}
      columns={[
        {
          key: 'supplier',
          title: t('supplier'),
          cell: (s) => (
            <Link href={href(`procurement/suppliers/${s.supplierId}`)} className="underline-offset-3 hover:underline">
              {s.supplierName}
            </Link>
          ),
        },
        {
          key: 'sent',
          title: t('sent'),
          cell: (s) =>
            s.sentAt ? (
              <span title={s.sentTo ?? undefined}>
                <InstantText value={s.sentAt} /> {s.sentTo ? <span className="text-faint">{s.sentTo}</span> : null}
              </span>
            ) : (
              (s.email ?? t('noEmail'))
            ),
        },
        {
          key: 'answer',
          title: t('answer'),
          cell: (s) =>
            s.quotationId ? (
              <span className="flex items-center gap-2">
                <Link
                  href={href(`procurement/supplier-quotations/${s.quotationId}`)}
                  className="underline-offset-3 hover:underline"
                >
                  {s.quotationNumber}
                </Link>
                <StateBadge plain tone={quotationTones[s.quotationStatus ?? ''] ?? 'draft'}>
                  {words(s.quotationStatus ?? 'draft')}
                </StateBadge>
              </span>
            ) : (
              <span className="text-muted">
                {s.declined ? t('declined', { reason: s.declineReason ?? '–' }) : t('noAnswer')}
              </span>
            ),
        },
        {
          key: 'do',
          title: '',
          numeric: true,
          cell: (s) =>
            open && !s.quotationId ? (
              <span className="flex justify-end gap-1.5">
                {s.sentAt ? <CopyPortalLink supplierId={s.supplierId} /> : null}
                <EnterOffer requestId={r.id} supplierId={s.supplierId} />
                {s.declined ? null : (
                  <Button
                    size="sm"
                    variant="quiet"
                    disabledReason={refusal('procurement.request_for_quotation.update') ?? null}
                    onClick={() => decline(s)}
                  >
                    {t('decline')}
                  </Button>
                )}
              </span>
            ) : null,
        },
      ]}
    />
  )
}

function EnterOffer({ requestId, supplierId }: { requestId: string; supplierId: string }) {
  const t = useTranslations('buying.rfq')
  const router = useRouter()
  const { href } = useFrame()
  const refused = useRefusal()('procurement.supplier_quotation.create')
  return (
    <Button
      size="sm"
      disabledReason={refused ?? null}
      onClick={() => router.push(href(`procurement/supplier-quotations/new?rfq=${requestId}&supplier=${supplierId}`))}
    >
      {t('enterOffer')}
    </Button>
  )
}
