'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { LookupBox, SelectBox } from '@/components/form/boxes'
import { DateField, DecimalField, SelectField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { DateText, useFormat } from '@/components/format'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { enableCurrencyInput, rateEntry } from '@/server/contracts/finance/settings'
import { CURRENCIES } from '@/server/kernel/currency'
import { useCurrencies } from '../lookups'
import { FinancePage } from '../page'
import { ReportBody } from '../report/parts'
import { useBooks } from '../use-books'
import { useRun } from '../use-run'

/** Currencies that the company works in, and what they were worth, day by day. */
export function Currencies() {
  const t = useTranslations('finance.currencies')
  const words = useTranslations('common')
  const trpc = useTRPC()
  const { companyId, currency: base } = useBooks()
  const refusal = useRefusal()
  const format = useFormat()
  const foreign = useCurrencies().filter((c) => c !== base)
  const [shown, setShown] = useState('all')
  const [adding, setAdding] = useState<'currency' | 'rate' | null>(null)
  const rates = useQuery(
    trpc.finance.currency.rates.queryOptions({ companyId, ...(shown !== 'all' && { currency: shown }) }),
  )
  const refused = refusal('finance.currency.update')
  return (
    <FinancePage
      title={t('title')}
      hint={t('hint', { base })}
      actions={
        <>
          <Button disabledReason={refused} onClick={() => setAdding('currency')}>
            {t('enable')}
          </Button>
          <Button
            variant="primary"
            keys="c"
            disabledReason={refused ?? (foreign.length === 0 ? t('enableFirst') : null)}
            onClick={() => setAdding('rate')}
          >
            <Plus aria-hidden />
            <span className="max-sm:sr-only">{t('newRate')}</span>
          </Button>
        </>
      }
      toolbar={
        <SelectBox
          label={words('currency')}
          className="w-40"
          value={shown}
          options={[{ value: 'all', label: words('all') }, ...foreign.map((c) => ({ value: c, label: c }))]}
          onChange={setShown}
        />
      }
    >
      <ReportBody query={rates} columns={3}>
        {rates.data?.rates.length === 0 ? (
          <EmptyState title={foreign.length === 0 ? t('noneEnabled') : t('noRates')} />
        ) : (
          <Table label={t('title')} className="max-w-2xl">
            <TableHeader>
              <tr>
                <TableHead>{words('date')}</TableHead>
                <TableHead>{words('currency')}</TableHead>
                <TableHead numeric>{t('worth', { base })}</TableHead>
              </tr>
            </TableHeader>
            <TableBody>
              {rates.data?.rates.map((rate) => (
                <TableRow key={rate.id}>
                  <TableCell>
                    <DateText value={rate.date} />
                  </TableCell>
                  <TableCell>{rate.currency}</TableCell>
                  <TableCell numeric>{format.rate(rate.rate)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </ReportBody>
      {adding === 'rate' ? <NewRate currencies={foreign} onClose={() => setAdding(null)} /> : null}
      {adding === 'currency' ? <Enable known={[base, ...foreign]} onClose={() => setAdding(null)} /> : null}
    </FinancePage>
  )
}

function NewRate({ currencies, onClose }: { currencies: readonly string[]; onClose: () => void }) {
  const t = useTranslations('finance.currencies')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { commit } = useRun()
  const { companyId, today, currency: base } = useBooks()
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent title={t('newRate')} closeLabel={words('close')} size="sm">
        <Form
          schema={rateEntry}
          defaultValues={{ currency: currencies[0], date: today }}
          submitLabel={words('save')}
          onCancel={onClose}
          onSubmit={async (rate) => {
            await commit(() => client.finance.currency.setRates.mutate({ companyId, rates: [rate] }))
            onClose()
          }}
        >
          <SelectField
            name="currency"
            label={words('currency')}
            required
            options={currencies.map((c) => ({ value: c, label: c }))}
          />
          <DateField name="date" label={words('date')} required />
          <DecimalField name="rate" label={t('worth', { base })} required maxPlaces={10} />
        </Form>
      </DialogContent>
    </Dialog>
  )
}

function Enable({ known, onClose }: { known: readonly string[]; onClose: () => void }) {
  const t = useTranslations('finance.currencies')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { run } = useRun()
  const { companyId } = useBooks()
  const format = useFormat()
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null)
  const names = new Intl.DisplayNames(format.locale, { type: 'currency' })
  const options = CURRENCIES.filter((c) => !known.includes(c)).map((c) => ({ value: c, label: `${c} ${names.of(c)}` }))
  const enable = async () => {
    const asked = enableCurrencyInput.safeParse({ companyId, currency: chosen?.value })
    if (asked.success && (await run(() => client.finance.currency.enable.mutate(asked.data))) !== null) onClose()
  }
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={t('enable')}
        closeLabel={words('close')}
        size="sm"
        footer={
          <>
            <Button onClick={onClose}>{words('cancel')}</Button>
            <Button variant="primary" disabledReason={chosen ? null : t('chooseFirst')} onClick={enable}>
              {t('enable')}
            </Button>
          </>
        }
      >
        <LookupBox
          label={words('currency')}
          value={chosen}
          onChange={setChosen}
          search={async (text) =>
            options.filter((o) => o.label.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase())).slice(0, 60)
          }
        />
      </DialogContent>
    </Dialog>
  )
}
