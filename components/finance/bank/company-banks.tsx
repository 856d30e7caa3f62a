'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { SelectField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { saveCompanyBankAccountInput } from '@/server/contracts/finance/bank-account'
import { FinancePage } from '../page'
import { useBooks, useChart } from '../use-books'
import { useRun } from '../use-run'
import { BankFields } from './bank-fields'

/** The company's own bank accounts: what payments are ordered from. */
export function CompanyBanks() {
  const t = useTranslations('finance.bank')
  const trpc = useTRPC()
  const { companyId } = useBooks()
  const refusal = useRefusal()
  const { byId, label } = useChart()
  const [adding, setAdding] = useState(false)
  const { data = [], isPending } = useQuery(trpc.finance.companyBankAccount.all.queryOptions({ companyId }))
  return (
    <FinancePage
      title={t('ownTitle')}
      hint={t('ownHint')}
      actions={
        <Button
          variant="primary"
          disabledReason={refusal('finance.company_bank_account.update') ?? null}
          onClick={() => setAdding(true)}
        >
          {t('ownNew')}
        </Button>
      }
    >
      {!isPending && data.length === 0 ? <EmptyState title={t('ownEmpty')} /> : null}
      {data.length > 0 ? (
        <Table label={t('ownTitle')} containerClassName="rounded-md border bg-surface">
          <TableHeader>
            <tr>
              <TableHead>{t('holder')}</TableHead>
              <TableHead>{t('number')}</TableHead>
              <TableHead>{t('bankName')}</TableHead>
              <TableHead>{t('currency')}</TableHead>
              <TableHead>{t('ledgerAccount')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {data.map((row) => {
              const account = byId.get(row.accountId)
              return (
                <TableRow key={row.id}>
                  <TableCell>{row.holder}</TableCell>
                  <TableCell>···{row.masked}</TableCell>
                  <TableCell>{[row.bankName, row.bic].filter(Boolean).join(' · ')}</TableCell>
                  <TableCell>{row.currency}</TableCell>
                  <TableCell>{account ? label(account) : row.accountCode}</TableCell>
                </TableRow>
              )
            })}
          </TableBody>
        </Table>
      ) : null}
      {adding ? <OwnDialog onClose={() => setAdding(false)} /> : null}
    </FinancePage>
  )
}

function OwnDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('finance.bank')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { companyId, companyName, currency } = useBooks()
  const { accounts, label } = useChart()
  const { commit } = useRun()
  const banks = accounts.filter((a) => a.posting && a.status === 'active' && a.type === 'asset' && a.control === null)
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('ownNew')} closeLabel={words('close')} size="md">
        <Form
          schema={saveCompanyBankAccountInput}
          defaultValues={{
            ...{ companyId, accountId: '', holder: companyName, currency, country: '' },
            ...{ accountNumber: '', bankCode: null, bic: null, bankName: null },
          }}
          submitLabel={words('save')}
          onSubmit={async (input) => {
            await commit(() => client.finance.companyBankAccount.save.mutate(input))
            onClose()
          }}
        >
          <SelectField
            name="accountId"
            label={t('ledgerAccount')}
            required
            options={banks.map((a) => ({ value: a.id, label: label(a) }))}
          />
          <BankFields />
        </Form>
      </DialogContent>
    </Dialog>
  )
}
