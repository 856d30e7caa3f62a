'use client'
import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFieldArray, useWatch } from 'react-hook-form'
import type { z } from 'zod'
import { useTRPC, useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { DecimalField, TextField } from '@/components/form/fields'
import { Form } from '@/components/form/form'
import { DateText, Money, useFormat } from '@/components/format'
import { Button, IconButton } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { StateBadge } from '@/components/ui/state-badge'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { createPaymentTermInput, type paymentTermOut } from '@/server/contracts/finance/settings'
import { currencyDigits } from '@/server/kernel/currency'
import { FinancePage } from '../page'
import { ReportBody } from '../report/parts'
import { masterTones } from '../tones'
import { useBooks, useNamed } from '../use-books'
import { useRun } from '../use-run'
import { IntegerField } from './integer-field'
import { type PreviewInstalment, previewTerm } from './term-preview'

type Term = z.output<typeof paymentTermOut>

/** When invoices fall due, shared by all companies of the tenant. */
export function PaymentTerms() {
  const t = useTranslations('finance.terms')
  const words = useTranslations('common')
  const states = useTranslations('finance.masterStatus')
  const trpc = useTRPC()
  const named = useNamed()
  const refusal = useRefusal()
  const terms = useQuery(trpc.finance.paymentTerm.list.queryOptions({}))
  const [editing, setEditing] = useState<Term | 'new' | null>(null)
  const refused = refusal('finance.settings.update')
  return (
    <FinancePage
      title={t('title')}
      actions={
        <Button variant="primary" keys="c" disabledReason={refused} onClick={() => setEditing('new')}>
          <Plus aria-hidden />
          <span className="max-sm:sr-only">{t('new')}</span>
        </Button>
      }
    >
      <ReportBody query={terms} columns={4}>
        {terms.data?.terms.length === 0 ? (
          <EmptyState title={t('empty')} />
        ) : (
          <Table label={t('title')} className="max-w-4xl">
            <TableHeader>
              <tr>
                <TableHead>{words('code')}</TableHead>
                <TableHead>{words('name')}</TableHead>
                <TableHead>{t('parts')}</TableHead>
                <TableHead>{words('discount')}</TableHead>
                <TableHead />
              </tr>
            </TableHeader>
            <TableBody>
              {terms.data?.terms.map((term) => (
                <TableRow key={term.id}>
                  <TableCell>{term.code}</TableCell>
                  <TableCell>
                    {named(term)}{' '}
                    {term.status === 'archived' ? (
                      <StateBadge plain tone={masterTones.archived}>
                        {states('archived')}
                      </StateBadge>
                    ) : null}
                  </TableCell>
                  <TableCell className="tabular-nums">{t('partCount', { count: term.instalments.length })}</TableCell>
                  <TableCell>
                    {term.discountPercent
                      ? t('discountIn', { percent: term.discountPercent, days: term.discountDays ?? 0 })
                      : '–'}
                  </TableCell>
                  <TableCell className="text-right">
                    <Button size="sm" variant="quiet" onClick={() => setEditing(term)}>
                      {words('edit')}
                    </Button>
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </ReportBody>
      {editing ? <TermDialog term={editing === 'new' ? null : editing} onClose={() => setEditing(null)} /> : null}
    </FinancePage>
  )
}

function TermDialog({ term, onClose }: { term: Term | null; onClose: () => void }) {
  const t = useTranslations('finance.terms')
  const words = useTranslations('common')
  const client = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        size="lg"
        title={term ? t('editTitle', { code: term.code }) : t('new')}
        closeLabel={words('close')}
      >
        <Form
          schema={createPaymentTermInput}
          defaultValues={
            term
              ? {
                  code: term.code,
                  nameEn: term.nameEn,
                  nameZh: term.nameZh,
                  instalments: term.instalments,
                  discountDays: term.discountDays,
                  discountPercent: term.discountPercent,
                }
              : { code: '', nameEn: '', nameZh: '', instalments: [{ percent: '100', days: 30 }] }
          }
          submitLabel={words('save')}
          refused={refusal('finance.settings.update') ?? null}
          onCancel={onClose}
          onSubmit={async (values) => {
            const { id, version, status } = term ?? {}
            await commit(() =>
              id && version
                ? client.finance.paymentTerm.update.mutate({ ...values, id, version, status })
                : client.finance.paymentTerm.create.mutate(values),
            )
            onClose()
          }}
        >
          <div className="grid gap-4 sm:grid-cols-3">
            <TextField name="code" label={words('code')} required autoFocus />
            <TextField name="nameEn" label={t('nameEn')} required />
            <TextField name="nameZh" label={t('nameZh')} required />
          </div>
          <Instalments />
          <div className="grid gap-4 sm:grid-cols-3">
            <DecimalField name="discountPercent" label={t('discountPercent')} suffix="%" />
            <IntegerField name="discountDays" label={t('discountDays')} />
          </div>
          <Preview />
        </Form>
      </DialogContent>
    </Dialog>
  )
}

function Instalments() {
  const t = useTranslations('finance.terms')
  const { fields, append, remove } = useFieldArray({ name: 'instalments' })
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-base">{t('parts')}</legend>
      {fields.map((field, index) => (
        <div key={field.id} className="grid grid-cols-2 items-end gap-2 sm:grid-cols-[1fr_1fr_1fr_1fr_auto]">
          <DecimalField name={`instalments.${index}.percent`} label={t('percent')} suffix="%" />
          <IntegerField name={`instalments.${index}.dayOfMonth`} label={t('dayOfMonth')} />
          <IntegerField name={`instalments.${index}.months`} label={t('months')} absent />
          <IntegerField name={`instalments.${index}.days`} label={t('days')} absent />
          <IconButton
            label={t('removePart')}
            disabledReason={fields.length === 1 ? t('onePart') : null}
            onClick={() => remove(index)}
          >
            <Trash2 aria-hidden />
          </IconButton>
        </div>
      ))}
      <Button size="sm" variant="quiet" className="justify-self-start" onClick={() => append({ percent: '0' })}>
        <Plus aria-hidden />
        {t('addPart')}
      </Button>
    </fieldset>
  )
}

/** What an invoice of 1,000 written today would ask for, and when. */
function Preview() {
  const t = useTranslations('finance.terms')
  const { today, currency } = useBooks()
  const format = useFormat()
  const instalments = useWatch({ name: 'instalments' }) as readonly PreviewInstalment[] | undefined
  const usable = (instalments ?? []).filter((i) => /^\d+(\.\d+)?$/.test(i.percent ?? i.amount ?? ''))
  const made = previewTerm(usable, { date: today, amount: '1000', digits: currencyDigits(currency) })
  const lines = made.map((line, at) => ({ ...line, key: `${line.dueDate}.${at}` }))
  return (
    <section aria-label={t('preview')} className="rounded-md border bg-sunken px-4 py-3 text-sm">
      <h3 className="text-sm">
        {t('previewOf', { amount: format.money('1000', currency), date: format.date(today) })}
      </h3>
      {lines.length === 0 ? (
        <p className="text-attention">{t('sharesWrong')}</p>
      ) : (
        <ul className="mt-1 grid gap-0.5">
          {lines.map((line) => (
            <li key={line.key} className="flex max-w-xs justify-between">
              <DateText value={line.dueDate} />
              <Money value={line.amount} currency={currency} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
