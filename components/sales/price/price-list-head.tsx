'use client'
import { useTranslations } from 'next-intl'
import type { z } from 'zod'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { SwitchField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import type { priceListDocument } from '@/server/contracts/sales/documents'
import { updatePriceListInput } from '@/server/contracts/sales/price-list'
import { useRun } from '../use-sales'

/** What a price list is called, whom it reaches, and whether it is in use. */
export function PriceListHead({ list, onClose }: { list: z.output<typeof priceListDocument>; onClose: () => void }) {
  const t = useTranslations('sales.priceListPage')
  const words = useTranslations('common')
  const api = useTRPCClient().sales.priceList
  const { commit } = useRun()
  const refusal = useRefusal()
  const { id, version, code, name, pricesIncludeTax, general, active } = list
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t('edit')} closeLabel={words('close')}>
        <Form
          schema={updatePriceListInput}
          defaultValues={{ id, version, code, name, pricesIncludeTax, general, active }}
          submitLabel={words('save')}
          refused={refusal('sales.price_list.update') ?? null}
          onCancel={onClose}
          onSubmit={async (values) => {
            await commit(() => api.update.mutate(values))
            onClose()
          }}
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField name="name" label={t('name')} required autoFocus />
            <TextField name="code" label={t('code')} required maxLength={40} />
          </div>
          <SwitchField name="pricesIncludeTax" label={t('includesTax')} />
          <SwitchField name="general" label={t('general')} hint={t('generalHint')} />
          <SwitchField name="active" label={t('active')} hint={t('activeHint')} />
        </Form>
      </DialogContent>
    </Dialog>
  )
}
