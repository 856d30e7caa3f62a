'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { NoteField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { InstantText } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import type { Tone } from '@/components/ui/tone'
import { createPartyBankAccountInput, type partyBankAccountOut } from '@/server/contracts/finance/bank-account'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'
import { BankFields } from './bank-fields'

type BankAccount = z.infer<typeof partyBankAccountOut>
const tones = {
  draft: 'draft',
  in_approval: 'attention',
  active: 'done',
  retired: 'draft',
  cancelled: 'blocked',
} as const satisfies Record<BankAccount['status'], Tone>

/** The bank accounts that a party is paid to. A second person has to agree to each before it is used. */
export function PartyBanks({ partyId, name, country }: { partyId: string; name: string; country?: string | null }) {
  const t = useTranslations('finance.bank')
  const trpc = useTRPC()
  const { companyId } = useBooks()
  const refusal = useRefusal()
  const [adding, setAdding] = useState(false)
  const hidden = refusal('finance.party_bank_account.read') !== undefined
  const { data = [] } = useQuery(
    trpc.finance.partyBankAccount.ofParty.queryOptions({ companyId, partyId }, { enabled: !hidden }),
  )
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <h2 className="text-md">{t('title')}</h2>
        <Button
          className="ml-auto"
          disabledReason={refusal('finance.party_bank_account.create') ?? null}
          onClick={() => setAdding(true)}
        >
          {t('new')}
        </Button>
      </div>
      {data.length === 0 ? <p className="text-sm text-muted">{t(hidden ? 'forbidden' : 'empty')}</p> : null}
      {data.some((a) => a.sharedWith.length > 0 && a.status !== 'retired') ? (
        <Notice tone="attention">
          {t('shared', { names: [...new Set(data.flatMap((a) => a.sharedWith))].join(', ') })}
        </Notice>
      ) : null}
      {data.length > 0 ? (
        <Table label={t('title')} containerClassName="rounded-md border bg-surface">
          <TableHeader>
            <tr>
              <TableHead>{t('holder')}</TableHead>
              <TableHead>{t('number')}</TableHead>
              <TableHead>{t('state')}</TableHead>
              <TableHead>{t('entered')}</TableHead>
              <TableHead>
                <span className="sr-only">{t('actions')}</span>
              </TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {data.map((account) => (
              <AccountRow key={account.id} account={account} />
            ))}
          </TableBody>
        </Table>
      ) : null}
      {adding ? (
        <NewAccount
          partyId={partyId}
          name={name}
          country={country ?? ''}
          replaces={data.find((a) => a.status === 'active')}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </section>
  )
}

function AccountRow({ account: a }: { account: BankAccount }) {
  const t = useTranslations('finance.bank')
  const client = useTRPCClient().finance.partyBankAccount
  const refusal = useRefusal()
  const { run } = useRun()
  const [number, setNumber] = useState<string | null>(null)
  const ref = { id: a.id, version: a.version }
  const mayApprove = refusal('finance.party_bank_account.approve') ?? null
  return (
    <TableRow>
      <TableCell>
        {a.holder}
        <span className="block text-xs text-muted">{[a.bankName, a.bic, a.currency].filter(Boolean).join(' · ')}</span>
      </TableCell>
      <TableCell className="font-mono">
        {number ?? `···${a.masked}`}{' '}
        {number ? null : (
          <Button
            size="sm"
            variant="quiet"
            disabledReason={refusal('finance.party_bank_account.reveal') ?? null}
            onClick={async () => {
              const shown = await client.reveal.mutate({ id: a.id }).catch(() => null)
              if (shown) setNumber([shown.bankCode, shown.accountNumber].filter(Boolean).join(' '))
            }}
          >
            {t('reveal')}
          </Button>
        )}
      </TableCell>
      <TableCell>
        <StateBadge tone={tones[a.status]}>{t(`status.${a.status}`)}</StateBadge>
      </TableCell>
      <TableCell className="whitespace-normal text-xs text-muted">
        {a.createdBy}
        {a.approvedAt ? (
          <>
            {' · '}
            {t('approvedBy', { by: a.approvedBy ?? '' })} <InstantText value={a.approvedAt} />
          </>
        ) : null}
        <span className="block">{a.reason}</span>
      </TableCell>
      <TableCell className="text-right">
        {a.status === 'in_approval' ? (
          <Button size="sm" disabledReason={mayApprove} onClick={() => run(() => client.approve.mutate(ref))}>
            {t('approve')}
          </Button>
        ) : null}
        {a.status === 'active' ? (
          <Button
            size="sm"
            variant="quiet"
            disabledReason={mayApprove}
            onClick={() => run(() => client.retire.mutate(ref))}
          >
            {t('retire')}
          </Button>
        ) : null}
      </TableCell>
    </TableRow>
  )
}

function NewAccount({
  partyId,
  name,
  country,
  replaces,
  onClose,
}: {
  partyId: string
  name: string
  country: string
  replaces: BankAccount | undefined
  onClose: () => void
}) {
  const t = useTranslations('finance.bank')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { companyId, currency } = useBooks()
  const { commit } = useRun()
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={t('new')} closeLabel={words('close')} size="md">
        <Form
          schema={createPartyBankAccountInput}
          defaultValues={{
            ...{ companyId, partyId, holder: name, currency, country, replacesId: replaces?.id ?? null },
            ...{ accountNumber: '', bankCode: null, bic: null, bankName: null, reason: '' },
          }}
          submitLabel={t('send')}
          onSubmit={async (input) => {
            await commit(() => client.finance.partyBankAccount.create.mutate(input))
            onClose()
          }}
        >
          {replaces ? <Notice tone="attention">{t('replaces', { masked: replaces.masked })}</Notice> : null}
          <BankFields />
          <NoteField name="reason" label={t('reason')} hint={t('reasonHint')} required maxLength={500} />
        </Form>
      </DialogContent>
    </Dialog>
  )
}
