'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useLookupLabels } from '@/components/form/fields'
import { DateText, Money } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Combobox } from '@/components/ui/combobox'
import { Label } from '@/components/ui/label'
import { Notice } from '@/components/ui/notice'
import type { BankStatementView } from '@/server/contracts/finance/bank-statement'
import { Decimal, dec, plain } from '@/server/kernel/money'
import { type PartyOption, useFindParties } from '../lookups'
import { useRun } from '../use-run'
import { shareOut } from './share-out'
import type { StatementLine } from './statement-page'
import { useShowRefusal } from './use-show-refusal'

interface Props {
  readonly statement: BankStatementView
  readonly line: StatementLine
  readonly rest: string
  readonly onClose: () => void
}

/** A party, and which of its open items the money settles; what they leave is on its account. */
export function LineItems({ statement: st, line, rest, onClose }: Props) {
  const t = useTranslations('finance.bankStatement')
  const trpc = useTRPC()
  const client = useTRPCClient()
  const { commit } = useRun()
  const { shown, show } = useShowRefusal()
  const labels = useLookupLabels(t('partyLabel'))
  const incoming = !dec(rest).isNegative()
  const find = useFindParties(incoming ? 'customer' : 'supplier')
  const [party, setParty] = useState<PartyOption | null>(null)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const side = incoming ? ('receivable' as const) : ('payable' as const)
  const open = useQuery(
    trpc.finance.openItem.open.queryOptions(
      { companyId: st.companyId, side, partyId: party?.value ?? '', currency: st.currency, date: line.bookingDate },
      { enabled: party !== null },
    ),
  )
  const items = (open.data?.items ?? []).filter((i) => dec(i.remaining).isNegative() !== incoming)
  const shares = shareOut(
    items.filter((i) => chosen.has(i.id)),
    rest,
  )
  const toggle = (id: string, on: boolean) =>
    setChosen((old) => new Set(on ? [...old, id] : [...old].filter((known) => known !== id)))
  const settle = async () => {
    if (!party) return
    setBusy(true)
    const partyId = party.value
    const meaning =
      shares.length > 0 ? { kind: 'items' as const, partyId, items: shares } : { kind: 'party' as const, partyId }
    try {
      await commit(() => client.finance.bankStatement.settleLine.mutate({ lineId: line.id, meaning }))
      onClose()
    } catch (thrown) {
      show(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="grid gap-4">
      {shown ? <Notice tone="blocked">{shown}</Notice> : null}
      <div className="grid gap-1">
        <Label htmlFor="line-party">{t('partyLabel')}</Label>
        <Combobox<PartyOption>
          id="line-party"
          labels={labels}
          search={find}
          value={party}
          onValueChange={(option) => {
            setParty(option)
            setChosen(new Set())
          }}
        />
      </div>
      {party ? (
        <fieldset className="grid gap-1">
          <legend className="mb-1 text-sm font-medium">{t('openItems')}</legend>
          {items.length === 0 && !open.isPending ? <p className="text-sm text-muted">{t('noOpenItems')}</p> : null}
          {items.map((item) => (
            <div key={item.id} className="flex items-center gap-3 text-sm">
              <Checkbox
                aria-label={item.number}
                checked={chosen.has(item.id)}
                onCheckedChange={(on) => toggle(item.id, on === true)}
              />
              <span className="min-w-0 flex-1 truncate">
                {item.number} · <DateText value={item.dueDate} />
              </span>
              <Money value={plain(Decimal.abs(item.remaining))} currency={st.currency} />
            </div>
          ))}
        </fieldset>
      ) : null}
      <div className="flex items-center justify-end gap-2">
        <Button variant="primary" disabledReason={party ? null : t('chooseParty')} disabled={busy} onClick={settle}>
          {t(shares.length > 0 ? 'settleItems' : 'onAccount', { count: shares.length })}
        </Button>
      </div>
    </div>
  )
}
