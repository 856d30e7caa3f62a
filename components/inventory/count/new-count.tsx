'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DateField, DecimalField, MoneyField, NoteField, SelectField, SwitchField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { useFrame } from '@/components/shell'
import { createStockCountInput } from '@/server/contracts/inventory/documents'
import { InventoryPage } from '../page'
import { useCompany, useWarehouses } from '../use-place'
import { useRun } from '../use-run'

/** A count of one warehouse; its sheet is made when it is started. */
export function NewCount() {
  const t = useTranslations('inventory')
  const router = useRouter()
  const { href } = useFrame()
  const api = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const { companyId, currency, today } = useCompany()
  const { options, loading } = useWarehouses()
  if (loading) return null
  return (
    <InventoryPage title={t('stockCounts.new')}>
      <div className="max-w-4xl">
        <Form
          schema={createStockCountInput}
          defaultValues={{
            companyId,
            documentDate: today,
            postingDate: today,
            warehouseId: options[0]?.value ?? '',
            blind: true,
            tolerancePercent: '0',
            toleranceValue: '0',
            note: '',
          }}
          submitLabel={t('count.create')}
          onCancel={() => router.push(href('inventory/counts'))}
          refused={refusal('inventory.stock_count.create') ?? null}
          onSubmit={async (input) => {
            const { id } = await commit(() => api.inventory.stockCount.create.mutate(input))
            router.push(href(`inventory/counts/${id}`))
          }}
        >
          <FormSection title={t('count.createHead')} hint={t('count.toleranceHint')}>
            <SelectField name="warehouseId" label={t('warehouse')} required options={options} />
            <SwitchField name="blind" label={t('count.blind')} hint={t('count.blindHint')} />
            <DateField name="documentDate" label={t('doc.documentDate')} required />
            <DateField name="postingDate" label={t('doc.postingDate')} required />
            <DecimalField name="tolerancePercent" label={t('count.tolerancePercent')} maxPlaces={4} suffix="%" />
            <MoneyField name="toleranceValue" label={t('count.toleranceValue')} currency={currency} />
            <NoteField name="note" label={t('doc.note')} rows={2} />
          </FormSection>
        </Form>
      </div>
    </InventoryPage>
  )
}
