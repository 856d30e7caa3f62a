'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { LineTable } from '@/components/document/line-table'
import { Button } from '@/components/ui/button'
import type { partyOut, updatePartyInput } from '@/server/contracts/finance/party'
import { useRun } from '../use-sales'
import { AddressDialog, ContactDialog } from './party-dialogs'

export type Party = z.output<typeof partyOut>
export type Contact = Party['contacts'][number]
export type Address = Party['addresses'][number]
export type PartyChange = Pick<z.input<typeof updatePartyInput>, 'contacts' | 'addresses'>

/** Who to speak to and where to send: added, changed and taken away here. */
export function CustomerContacts({ partyId }: { partyId: string }) {
  const t = useTranslations('sales.customerPage')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const client = useQueryClient()
  const { refresh } = useRun()
  const refused = useRefusal()('finance.party.update') ?? null
  const party = useQuery(trpc.finance.party.get.queryOptions({ id: partyId }, { retry: false }))
  const [contact, setContact] = useState<Contact | 'new' | null>(null)
  const [address, setAddress] = useState<Address | 'new' | null>(null)
  if (!party.data) return null
  const { id, version, addresses, contacts } = party.data
  const save = async (change: PartyChange) => {
    await api.finance.party.update.mutate({ id, version, ...change })
    await Promise.all([client.invalidateQueries({ queryKey: trpc.finance.party.pathKey() }), refresh()])
  }
  const edit = (onClick: () => void) => (
    <Button size="sm" variant="quiet" disabledReason={refused} onClick={onClick}>
      {t('edit')}
    </Button>
  )
  return (
    <div className="grid gap-6 xl:grid-cols-2">
      <section className="grid content-start gap-2">
        <Head title={t('contacts')} add={t('addContact')} refused={refused} onAdd={() => setContact('new')} />
        <LineTable
          label={t('contacts')}
          lines={contacts}
          empty={t('noContacts')}
          columns={[
            { key: 'name', title: t('name'), cell: (x) => (x.main ? `${x.name} (${t('main')})` : x.name) },
            { key: 'position', title: t('position'), cell: (x) => x.position ?? '–' },
            {
              key: 'email',
              title: t('email'),
              cell: (x) => (x.email ? <a href={`mailto:${x.email}`}>{x.email}</a> : '–'),
            },
            { key: 'phone', title: t('phone'), cell: (x) => x.phone ?? '–' },
            { key: 'edit', title: '', numeric: true, cell: (x) => edit(() => setContact(x)) },
          ]}
        />
      </section>
      <section className="grid content-start gap-2">
        <Head title={t('addresses')} add={t('addAddress')} refused={refused} onAdd={() => setAddress('new')} />
        <LineTable
          label={t('addresses')}
          lines={addresses}
          empty={t('noAddresses')}
          columns={[
            {
              key: 'address',
              title: t('address'),
              cell: (x) => [x.recipient, ...x.lines, x.postalCode, x.city, x.country].filter(Boolean).join(', '),
            },
            {
              key: 'use',
              title: t('use'),
              cell: (x) => [x.billing && t('billing'), x.shipping && t('delivery')].filter(Boolean).join(', ') || '–',
            },
            { key: 'edit', title: '', numeric: true, cell: (x) => edit(() => setAddress(x)) },
          ]}
        />
      </section>
      {contact ? (
        <ContactDialog
          contact={contact === 'new' ? null : contact}
          others={contacts.filter((c) => c !== contact)}
          save={save}
          onClose={() => setContact(null)}
        />
      ) : null}
      {address ? (
        <AddressDialog
          address={address === 'new' ? null : address}
          others={addresses.filter((a) => a !== address)}
          save={save}
          onClose={() => setAddress(null)}
        />
      ) : null}
    </div>
  )
}

function Head({
  title,
  add,
  refused,
  onAdd,
}: {
  title: string
  add: string
  refused: string | null
  onAdd: () => void
}) {
  return (
    <header className="flex items-center justify-between">
      <h2 className="text-base">{title}</h2>
      <Button size="sm" disabledReason={refused} onClick={onAdd}>
        <Plus aria-hidden />
        {add}
      </Button>
    </header>
  )
}
