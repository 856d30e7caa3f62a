'use client'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { SelectField, SwitchField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import {
  accountSubtypes,
  accountTypes,
  createAccountInput,
  updateAccountInput,
} from '@/server/contracts/finance/account'
import { useCurrencies } from '../lookups'
import { useBooks, useChart } from '../use-books'
import { useRun } from '../use-run'
import type { ChartAccount } from './chart-tree'

/** Makes an account, or changes one: type, control and posting stay, because they decide what its history means. */
export function AccountDialog({ account, onClose }: { account: ChartAccount | null; onClose: () => void }) {
  const t = useTranslations('finance.accounts')
  const words = useTranslations('common')
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={account ? t('editTitle', { code: account.code }) : t('new')} closeLabel={words('close')}>
        {account ? <Change account={account} onClose={onClose} /> : <Create onClose={onClose} />}
      </DialogContent>
    </Dialog>
  )
}

function useSubtypeOptions() {
  const subtypes = useTranslations('finance.accountSubtype')
  return accountSubtypes.map((value) => ({ value, label: subtypes(value) }))
}

function Create({ onClose }: { onClose: () => void }) {
  const t = useTranslations('finance.accounts')
  const types = useTranslations('finance.accountType')
  const client = useTRPCClient()
  const { commit } = useRun()
  const { companyId } = useBooks()
  const refusal = useRefusal()
  return (
    <Form
      schema={createAccountInput}
      defaultValues={{ companyId, code: '', nameEn: '', nameZh: '', posting: true, currency: null, parentId: null }}
      submitLabel={t('create')}
      refused={refusal('finance.account.create') ?? null}
      onCancel={onClose}
      onSubmit={async (values) => {
        await commit(() => client.finance.account.create.mutate(values))
        onClose()
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="code" label={t('code')} required autoFocus />
        <SelectField
          name="type"
          label={t('type')}
          required
          options={accountTypes.map((value) => ({ value, label: types(value) }))}
        />
        <TextField name="nameEn" label={t('nameEn')} required />
        <TextField name="nameZh" label={t('nameZh')} required />
        <SelectField name="subtype" label={t('group')} required options={useSubtypeOptions()} />
        <Parent />
        <CurrencyChoice />
        <SwitchField name="posting" label={t('posting')} hint={t('postingHint')} />
      </div>
    </Form>
  )
}

function Change({ account, onClose }: { account: ChartAccount; onClose: () => void }) {
  const t = useTranslations('finance.accounts')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const { id, version, code, nameEn, nameZh, currency, parentId } = account
  const subtype = accountSubtypes.find((s) => s === account.subtype)
  return (
    <Form
      schema={updateAccountInput}
      defaultValues={{ id, version, code, nameEn, nameZh, subtype, currency, parentId }}
      submitLabel={words('save')}
      refused={refusal('finance.account.update') ?? null}
      onCancel={onClose}
      onSubmit={async (values) => {
        await commit(() => client.finance.account.update.mutate(values))
        onClose()
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="code" label={t('code')} required />
        <SelectField name="subtype" label={t('group')} required options={useSubtypeOptions()} />
        <TextField name="nameEn" label={t('nameEn')} required />
        <TextField name="nameZh" label={t('nameZh')} required />
        <Parent except={id} />
        <CurrencyChoice />
      </div>
    </Form>
  )
}

function Parent({ except }: { except?: string }) {
  const t = useTranslations('finance.accounts')
  const { accounts, label } = useChart()
  const headings = accounts.filter((a) => !a.posting && a.id !== except)
  if (headings.length === 0) return null
  return (
    <SelectField
      name="parentId"
      label={t('parent')}
      options={headings.map((a) => ({ value: a.id, label: label(a) }))}
    />
  )
}

function CurrencyChoice() {
  const t = useTranslations('finance.accounts')
  const currencies = useCurrencies()
  return (
    <SelectField
      name="currency"
      label={t('onlyCurrency')}
      hint={t('onlyCurrencyHint')}
      placeholder={t('anyCurrency')}
      options={currencies.map((c) => ({ value: c, label: c }))}
    />
  )
}
