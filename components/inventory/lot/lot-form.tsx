'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateField, LookupField, SelectField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { useFrame } from '@/components/shell'
import { createLotInput, lotStatuses, updateLotInput } from '@/server/contracts/inventory/masters'
import { useItemSearch } from '../lookups'
import { InventoryPage } from '../page'
import { useCompany } from '../use-place'
import { useRun } from '../use-run'
import type { LotView } from '../warehouse/types'

/** A lot known before its goods come. */
export function NewLot() {
  const t = useTranslations('inventory.lotPage')
  const lots = useTranslations('inventory.lots')
  const router = useRouter()
  const { href } = useFrame()
  const api = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const search = useItemSearch(['stock'])
  const { today } = useCompany()
  return (
    <InventoryPage title={lots('new')}>
      <div className="max-w-4xl">
        <Form
          schema={createLotInput}
          defaultValues={{ itemId: '', code: '', expiryDate: null, receivedDate: today, supplierLot: '' }}
          submitLabel={t('create')}
          onCancel={() => router.push(href('inventory/lots'))}
          refused={refusal('inventory.lot.create') ?? null}
          onSubmit={async (input) => {
            const { id } = await commit(() => api.inventory.lot.create.mutate(input))
            router.push(href(`inventory/lots/${id}`))
          }}
        >
          <FormSection title={t('kind')}>
            <LookupField name="itemId" label={t('item')} required search={search} />
            <TextField name="code" label={t('code')} required />
            <DateField name="receivedDate" label={t('received')} required />
            <DateField name="expiryDate" label={lots('columns.expiryDate')} />
            <TextField name="supplierLot" label={t('supplierLot')} />
          </FormSection>
        </Form>
      </div>
    </InventoryPage>
  )
}

export function LotForm({ lot, onDone }: { lot: LotView; onDone: () => void }) {
  const t = useTranslations('inventory.lotPage')
  const lots = useTranslations('inventory.lots')
  const states = useTranslations('inventory.lotStatus')
  const api = useTRPCClient()
  const { commit } = useRun()
  const { id, version, expiryDate, supplierLot, status } = lot
  return (
    <Form
      schema={updateLotInput}
      defaultValues={{ id, version, expiryDate, supplierLot, status }}
      submitLabel={t('save')}
      onCancel={onDone}
      onSubmit={async (input) => {
        await commit(() => api.inventory.lot.update.mutate(input))
        onDone()
      }}
    >
      <FormSection title={lot.code}>
        <DateField name="expiryDate" label={lots('columns.expiryDate')} />
        <TextField name="supplierLot" label={t('supplierLot')} />
        <SelectField
          name="status"
          label={lots('columns.status')}
          options={lotStatuses.map((value) => ({ value, label: states(value) }))}
        />
      </FormSection>
    </Form>
  )
}
