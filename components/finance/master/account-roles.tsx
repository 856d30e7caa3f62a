'use client'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { useLookupLabels } from '@/components/form/fields'
import { Combobox } from '@/components/ui/combobox'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { accountRoleNames } from '@/server/contracts/finance/account'
import { ReportBody } from '../report/parts'
import { useBooks, useChart } from '../use-books'
import { useRun } from '../use-run'

/** Which account each kind of posting takes by itself. A change holds for what is posted from now on. */
export function AccountRoles() {
  const t = useTranslations('finance.accounts')
  const roleWords = useTranslations('finance.accountRole')
  const words = useTranslations('common')
  const { chart, byId, label, find } = useChart()
  const { companyId } = useBooks()
  const labels = useLookupLabels(words('account'))
  const client = useTRPCClient()
  const refusal = useRefusal()
  const { run } = useRun()
  const refused = refusal('finance.account.update')
  const byRole = new Map((chart.data?.roles ?? []).map((r) => [r.role, r.accountId]))
  return (
    <ReportBody query={chart} columns={2}>
      <p className="py-2 text-sm text-muted">{refused ?? t('rolesHint')}</p>
      <Table label={t('roles')} className="max-w-3xl">
        <TableHeader>
          <tr>
            <TableHead>{t('role')}</TableHead>
            <TableHead>{words('account')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {accountRoleNames.map((role) => {
            const account = byId.get(byRole.get(role) ?? '')
            return (
              <TableRow key={role}>
                <TableCell>
                  {roleWords(role)}{' '}
                  {account ? null : (
                    <StateBadge plain tone="attention">
                      {t('notSet')}
                    </StateBadge>
                  )}
                </TableCell>
                <TableCell className="w-80">
                  <Combobox
                    aria-label={roleWords(role)}
                    labels={labels}
                    disabled={refused !== undefined}
                    value={account ? { value: account.id, label: label(account) } : null}
                    search={async (text) => find(text).map(({ value, label: name }) => ({ value, label: name }))}
                    onValueChange={(option) =>
                      option
                        ? run(() => client.finance.account.setRole.mutate({ companyId, role, accountId: option.value }))
                        : undefined
                    }
                  />
                </TableCell>
              </TableRow>
            )
          })}
        </TableBody>
      </Table>
    </ReportBody>
  )
}
