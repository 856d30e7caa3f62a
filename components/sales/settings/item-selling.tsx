'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { ReportBody } from '@/components/finance/report/parts'
import { DecimalField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { salesItemSettingInput } from '@/server/contracts/sales/sales-order'
import { useCompany, useRun } from '../use-sales'

/** How the company sells one item; what is left empty is as the company has it. */
export function ItemSelling({ itemId }: { itemId: string }) {
  const t = useTranslations('sales.settings')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { companyId } = useCompany()
  const refusal = useRefusal()
  const { commit } = useRun()
  const setting = useQuery(trpc.sales.settings.item.queryOptions({ companyId, itemId }))
  const s = setting.data
  return (
    <ReportBody query={setting} columns={2}>
      {s ? (
        <Form
          key={`${companyId} ${s.version}`}
          className="max-w-4xl"
          schema={salesItemSettingInput}
          defaultValues={{ companyId, itemId, overDeliveryPercent: s.overDeliveryPercent }}
          submitLabel={words('save')}
          refused={refusal('sales.settings.update') ?? null}
          onSubmit={(values) => commit(() => client.sales.settings.updateItem.mutate(values))}
        >
          <p className="text-sm text-muted">{t('itemHint')}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <DecimalField
              name="overDeliveryPercent"
              label={t('overDeliveryPercent')}
              hint={t('overDeliveryHint')}
              suffix="%"
            />
          </div>
        </Form>
      ) : null}
    </ReportBody>
  )
}
