'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { base64Of } from '@/components/api/file-content'
import { useRefusal } from '@/components/api/use-refusal'
import { useShowRefusal } from '@/components/finance/bank-statement/use-show-refusal'
import { useFrame } from '@/components/shell'
import { FileDrop } from '@/components/ui/file-drop'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { FinancePage } from '../page'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

/** Takes in a file of the bank. A camt.053 file names its account; of a table somebody has to say whose it is. */
export function ImportStatement() {
  const t = useTranslations('finance.bankStatement')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { companyId, companyName } = useBooks()
  const { refresh } = useRun()
  const refused = useRefusal()('finance.bank_statement.import')
  const { shown, show } = useShowRefusal()
  const [account, setAccount] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const banks = useQuery(trpc.finance.companyBankAccount.all.queryOptions({ companyId }, { retry: false }))
  const options = (banks.data ?? []).map((b) => ({ value: b.id, label: `${b.holder} ···${b.masked} ${b.currency}` }))
  const take = async (files: readonly File[]) => {
    const [file] = files
    if (!file || busy) return
    setBusy(true)
    show(null)
    try {
      const content = await base64Of(file)
      const input = { companyId, fileName: file.name.slice(0, 200), content, companyBankAccountId: account }
      const made = await client.finance.bankStatement.import.mutate(input)
      await refresh()
      const [first, ...more] = made.statements
      if (first) router.push(href(more.length > 0 ? 'finance/bank-statements' : `finance/bank-statements/${first.id}`))
    } catch (thrown) {
      show(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <FinancePage title={t('import')} hint={companyName}>
      <div className="grid max-w-xl gap-4 pt-2">
        <p className="text-sm text-muted">{t('importHint')}</p>
        {shown ? <Notice tone="blocked">{shown}</Notice> : null}
        <div className="grid gap-1">
          <Label htmlFor="statement-account">{t('account')}</Label>
          <Select
            id="statement-account"
            options={options}
            placeholder={t('accountFromFile')}
            value={account}
            onValueChange={setAccount}
          />
          <p className="text-xs text-muted">{t('accountHint')}</p>
        </div>
        <FileDrop
          label={refused ?? (busy ? t('reading') : t('drop'))}
          hint={t('kinds')}
          accept=".xml,.csv,.xlsx,application/xml,text/xml,text/csv"
          disabled={Boolean(refused)}
          onFiles={take}
        />
      </div>
    </FinancePage>
  )
}
