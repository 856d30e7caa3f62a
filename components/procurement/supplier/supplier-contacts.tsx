'use client'
import { useTranslations } from 'next-intl'
import { LineTable } from '@/components/sales/parts'
import type { Supplier } from './supplier-page'

/** Whom to speak to, and where goods come from. */
export function SupplierContacts({ supplier: s }: { supplier: Supplier }) {
  const t = useTranslations('buying.supplier')
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <LineTable
        label={t('contacts')}
        lines={s.contacts}
        empty={t('noContacts')}
        columns={[
          { key: 'name', title: t('name'), cell: (x) => x.name },
          { key: 'position', title: t('position'), cell: (x) => x.position ?? '–' },
          {
            key: 'email',
            title: t('email'),
            cell: (x) => (x.email ? <a href={`mailto:${x.email}`}>{x.email}</a> : '–'),
          },
          { key: 'phone', title: t('phone'), cell: (x) => x.phone ?? '–' },
        ]}
      />
      <LineTable
        label={t('addresses')}
        lines={s.addresses}
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
        ]}
      />
    </div>
  )
}
