'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { z } from 'zod'
import { useTRPC } from '@/components/api/client'
import { AddressBlock } from '@/components/form/address-block'
import { TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { addressInput } from '@/server/contracts/sales/common'
import { useCountries } from '../customer/use-countries'
import { addressRows } from './address-rows'
import type { OrderDraft } from './order-model'

export type DocumentAddress = NonNullable<OrderDraft['deliveryAddress']>

const addressForm = z.strictObject({
  name: addressInput.shape.name,
  at: z.strictObject({
    line1: z.string().trim().min(1, { error: 'validation.required' }).max(200),
    line2: z.string().trim().max(200).nullish(),
    city: addressInput.shape.city,
    region: addressInput.shape.region,
    postalCode: addressInput.shape.postalCode,
    country: z.string({ error: 'validation.required' }).regex(/^[A-Z]{2}$/, { error: 'validation.required' }),
  }),
})

/** Where this document goes or whom it bills: one of the customer's addresses, or another one for this time. */
export function AddressDialog({
  title,
  hint,
  partyId,
  address,
  onTake,
  onClose,
}: {
  title: string
  hint: string
  partyId: string
  address: DocumentAddress | null
  /** Null = the customer's own. Rejects when it was refused; the form says why. */
  onTake: (address: DocumentAddress | null) => Promise<void> | void
  onClose: () => void
}) {
  const t = useTranslations('sales.order')
  const words = useTranslations('common')
  const countries = useCountries()
  const trpc = useTRPC()
  const party = useQuery(trpc.finance.party.get.queryOptions({ id: partyId }, { retry: false }))
  const known = (party.data?.addresses ?? []).map(({ id, recipient, lines, city, region, postalCode, country }) => ({
    id,
    address: { name: recipient, lines, city, region, postalCode, country },
  }))
  const take = async (chosen: DocumentAddress | null) => {
    await onTake(chosen)
    onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={title} description={hint} closeLabel={words('close')}>
        {known.length > 0 ? (
          <section aria-label={t('addressFromCustomer')} className="mb-4">
            <h3 className="mb-1.5 text-sm text-muted">{t('addressFromCustomer')}</h3>
            <ul className="grid gap-2 sm:grid-cols-2">
              {known.map(({ id, address: at }) => (
                <li key={id} className="flex flex-col items-start gap-2 rounded-md border p-3 text-sm">
                  <address className="not-italic">
                    {addressRows(at).map((row) => (
                      <span key={row} className="block">
                        {row}
                      </span>
                    ))}
                  </address>
                  <Button size="sm" className="mt-auto" onClick={() => void take(at)}>
                    {t('addressTake')}
                  </Button>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <h3 className="mb-1.5 text-sm text-muted">{t('addressOther')}</h3>
        {party.isPending ? (
          <Skeleton className="h-64 w-full" />
        ) : (
          <Form
            schema={addressForm}
            defaultValues={{
              name: address?.name ?? null,
              at: {
                line1: address?.lines[0] ?? '',
                line2: address?.lines.slice(1).join(', ') || null,
                city: address?.city ?? null,
                region: address?.region ?? null,
                postalCode: address?.postalCode ?? null,
                country: address?.country ?? known[0]?.address.country ?? '',
              },
            }}
            submitLabel={t('addressTake')}
            onCancel={onClose}
            onSubmit={({ name, at: { line1, line2, ...place } }) =>
              take({ name, ...place, lines: [line1, line2].filter((line): line is string => Boolean(line)) })
            }
          >
            <div className="grid gap-4 sm:grid-cols-2">
              <TextField name="name" label={t('addressName')} maxLength={200} wide />
              <AddressBlock name="at" countries={countries} />
            </div>
          </Form>
        )}
      </DialogContent>
    </Dialog>
  )
}
