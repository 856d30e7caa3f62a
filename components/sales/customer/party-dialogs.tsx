'use client'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { useRefusalText } from '@/components/api/use-commands'
import { AddressBlock } from '@/components/form/address-block'
import { SwitchField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { readServerError } from '@/components/form/server-error'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { addressField, contactField } from '@/server/contracts/finance/party'
import type { Address, Contact, PartyChange } from './customer-contacts'
import { useCountries } from './use-countries'

const addressForm = addressField
  .omit({ id: true, lines: true, city: true, region: true, postalCode: true, country: true })
  .extend({
    at: z.strictObject({
      line1: z.string().trim().min(1, { error: 'validation.required' }).max(120),
      line2: z.string().trim().max(120).nullish(),
      city: addressField.shape.city,
      region: addressField.shape.region,
      postalCode: addressField.shape.postalCode,
      country: addressField.shape.country,
    }),
  })
const contactForm = contactField.omit({ id: true })

interface Common {
  save: (change: PartyChange) => Promise<void>
  onClose: () => void
}

function Frame({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const words = useTranslations('common')
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={title} closeLabel={words('close')}>
        {children}
      </DialogContent>
    </Dialog>
  )
}

/** Takes a row out of its list, and says why when that is refused. */
function Remove({ work, onClose }: { work: () => Promise<void>; onClose: () => void }) {
  const words = useTranslations('common')
  const say = useRefusalText()
  const remove = () => work().then(onClose, (thrown: unknown) => void toast.error(say(readServerError(thrown))))
  return (
    <Button variant="quiet" className="justify-self-start text-blocked" onClick={() => void remove()}>
      {words('delete')}
    </Button>
  )
}

/** A person to speak to; one of them is the main one. */
export function ContactDialog({
  contact,
  others,
  save,
  onClose,
}: Common & { contact: Contact | null; others: readonly Contact[] }) {
  const t = useTranslations('sales.customerPage')
  const words = useTranslations('common')
  const { id, ...values } = contact ?? { name: '', position: null, email: null, phone: null, main: others.length === 0 }
  return (
    <Frame title={contact ? contact.name : t('addContact')} onClose={onClose}>
      <Form
        schema={contactForm}
        defaultValues={values}
        submitLabel={words('save')}
        onCancel={onClose}
        onSubmit={async (form) => {
          const rest = others.map((o) => ({ ...o, main: form.main ? false : o.main }))
          await save({ contacts: [...rest, { ...(id && { id }), ...form }] })
          onClose()
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="name" label={t('name')} required autoFocus maxLength={120} />
          <TextField name="position" label={t('position')} maxLength={80} />
          <TextField name="email" label={t('email')} type="email" />
          <TextField name="phone" label={t('phone')} type="tel" maxLength={40} />
          <SwitchField name="main" label={t('mainContact')} />
        </div>
        {contact ? <Remove work={() => save({ contacts: [...others] })} onClose={onClose} /> : null}
      </Form>
    </Frame>
  )
}

/** A place to bill or to ship to. Documents keep the address that they were made with. */
export function AddressDialog({
  address,
  others,
  save,
  onClose,
}: Common & { address: Address | null; others: readonly Address[] }) {
  const t = useTranslations('sales.customerPage')
  const words = useTranslations('common')
  const countries = useCountries()
  const first = others.length === 0
  return (
    <Frame title={t(address ? 'editAddress' : 'addAddress')} onClose={onClose}>
      <Form
        schema={addressForm}
        defaultValues={{
          label: address?.label ?? null,
          recipient: address?.recipient ?? null,
          billing: address?.billing ?? first,
          shipping: address?.shipping ?? first,
          at: {
            line1: address?.lines[0] ?? '',
            line2: address?.lines.slice(1).join(', ') || null,
            city: address?.city ?? null,
            region: address?.region ?? null,
            postalCode: address?.postalCode ?? null,
            country: address?.country ?? others[0]?.country ?? '',
          },
        }}
        submitLabel={words('save')}
        onCancel={onClose}
        onSubmit={async ({ at: { line1, line2, ...place }, ...form }) => {
          const lines = [line1, line2].filter((line): line is string => Boolean(line))
          await save({ addresses: [...others, { ...(address && { id: address.id }), ...form, ...place, lines }] })
          onClose()
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField name="recipient" label={t('recipient')} maxLength={120} />
          <TextField name="label" label={t('addressLabel')} maxLength={60} />
          <AddressBlock name="at" countries={countries} />
          <SwitchField name="billing" label={t('forBilling')} />
          <SwitchField name="shipping" label={t('forShipping')} />
        </div>
        <p className="text-xs text-muted">{t('addressKept')}</p>
        {address ? <Remove work={() => save({ addresses: [...others] })} onClose={onClose} /> : null}
      </Form>
    </Frame>
  )
}
