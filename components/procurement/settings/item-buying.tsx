'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { ReportBody } from '@/components/finance/report/parts'
import { useChart } from '@/components/finance/use-books'
import { DecimalField, LookupField, SelectField, SwitchField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { TableSkeleton } from '@/components/ui/skeleton'
import { purchaseItemSettingInput, receiptActions } from '@/server/contracts/procurement/settings'
import { asChoice, useCompany, useFindSuppliers, useKnownSuppliers, useRefusal, useRun } from '../use-buying'

/** How the company buys one item; what is left empty is as its supplier or the company has it. */
export function ItemBuying({ itemId }: { itemId: string }) {
  const t = useTranslations('procurement.settings')
  const words = useTranslations()
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { companyId } = useCompany()
  const refusal = useRefusal()
  const { commit } = useRun()
  const findSuppliers = useFindSuppliers()
  const { chart, find, byId, label } = useChart()
  const setting = useQuery(trpc.procurement.settings.item.queryOptions({ companyId, itemId }))
  const s = setting.data
  const known = useKnownSuppliers(s?.preferredSupplierId ? [s.preferredSupplierId] : [])
  const preferred = known.data?.find((x) => x.id === s?.preferredSupplierId)
  const account = byId.get(s?.expenseAccountId ?? '')
  return (
    <ReportBody query={setting} columns={2}>
      {/* The names of what is chosen come first: a form that is made anew would lose what is being typed. */}
      {s === undefined || known.isLoading || chart.isLoading ? (
        <TableSkeleton rows={4} columns={2} label={words('common.loading')} />
      ) : (
        <Form
          key={`${companyId} ${s?.version}`}
          className="max-w-4xl"
          schema={purchaseItemSettingInput}
          defaultValues={{
            companyId,
            itemId,
            preferredSupplierId: s?.preferredSupplierId ?? null,
            overReceiptPercent: s?.overReceiptPercent ?? null,
            underReceiptPercent: s?.underReceiptPercent ?? null,
            overReceiptAction: s?.overReceiptAction ?? null,
            inspect: s?.inspect ?? false,
            expenseAccountId: s?.expenseAccountId ?? null,
          }}
          submitLabel={words('common.save')}
          refused={refusal('procurement.settings.update') ?? null}
          onSubmit={(values) => commit(() => client.procurement.settings.updateItem.mutate(values))}
        >
          <p className="text-sm text-muted">{t('itemHint')}</p>
          <div className="grid gap-4 sm:grid-cols-2">
            <LookupField
              name="preferredSupplierId"
              label={t('preferredSupplier')}
              search={findSuppliers}
              initial={preferred ? asChoice(preferred) : null}
            />
            <LookupField
              name="expenseAccountId"
              label={t('expenseAccount')}
              search={async (text) => find(text, (a) => a.type === 'expense')}
              initial={
                account ? { value: account.id, id: account.id, code: account.code, label: label(account) } : null
              }
            />
            <DecimalField name="overReceiptPercent" label={words('buying.supplier.overReceiptPercent')} suffix="%" />
            <SelectField
              name="overReceiptAction"
              label={words('buying.supplier.overReceiptAction')}
              options={receiptActions.map((value) => ({ value, label: words(`procurement.receiptActions.${value}`) }))}
            />
            <DecimalField name="underReceiptPercent" label={words('buying.supplier.underReceiptPercent')} suffix="%" />
            <SwitchField name="inspect" label={t('inspect')} hint={t('inspectHint')} />
          </div>
        </Form>
      )}
    </ReportBody>
  )
}
