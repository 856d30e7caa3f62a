'use client'
import { useTranslations } from 'next-intl'
import { useFieldArray, useFormContext } from 'react-hook-form'
import { useChart } from '@/components/finance/use-books'
import { LookupField, SelectField } from '@/components/form/fields'
import { itemAccountRoles } from '@/server/contracts/inventory/masters'
import { RowsField } from '../rows-field'
import { useCompany } from '../use-place'

interface WithAccounts {
  accounts: { companyId: string; role: (typeof itemAccountRoles)[number]; accountId: string }[]
}

/** Accounts instead of the company's own. Those of other companies stay as they are, shown with their code where it is known. */
export function ItemAccounts() {
  const t = useTranslations('inventory.account')
  const roles = useTranslations('inventory.accountRole')
  const { control, getValues } = useFormContext<WithAccounts>()
  const { fields, append, remove } = useFieldArray({ control, name: 'accounts' })
  const { companyId } = useCompany()
  const { byId, find, label } = useChart()
  const initial = (index: number) => {
    const account = byId.get(getValues(`accounts.${index}.accountId`))
    return account ? { value: account.id, label: label(account), id: account.id, code: account.code } : null
  }
  return (
    <RowsField
      rows={fields}
      addLabel={t('add')}
      removeLabel={t('remove')}
      onAdd={() => append({ companyId, role: 'inventory', accountId: '' })}
      onRemove={remove}
    >
      {(index) => (
        <>
          <SelectField
            name={`accounts.${index}.role`}
            label={t('role')}
            options={itemAccountRoles.map((role) => ({ value: role, label: roles(role) }))}
          />
          <LookupField
            key={initial(index)?.value}
            name={`accounts.${index}.accountId`}
            label={t('account')}
            required
            search={async (text) => find(text)}
            initial={initial(index)}
          />
        </>
      )}
    </RowsField>
  )
}
