'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useId, useMemo } from 'react'
import { useTerms } from '@/components/terms'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { fieldClass } from '@/components/ui/input'
import { NumberField } from '@/components/ui/number-field'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import {
  byDocument,
  type DocumentPermissions,
  type Grants,
  type RowScope,
  shared,
  withPermission,
  withValue,
} from './grant-model'

const SCOPES: readonly RowScope[] = ['own', 'company', 'all']

/** Permissions, one line per kind of document: what may be done, on which rows, up to which amount. */
export function GrantTable({
  permissions,
  grants,
  onChange,
}: {
  permissions: readonly string[]
  grants: Grants
  onChange: ((grants: Grants) => void) | null
}) {
  const t = useTranslations('settings.roles')
  const lines = useMemo(() => byDocument(permissions), [permissions])
  return (
    <Table label={t('permissions')}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('document')}</TableHead>
          <TableHead>{t('may')}</TableHead>
          <TableHead>{t('scope')}</TableHead>
          <TableHead>{t('limit')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((line) => (
          <GrantLine key={line.key} line={line} grants={grants} onChange={onChange} />
        ))}
      </TableBody>
    </Table>
  )
}

function GrantLine({
  line,
  grants,
  onChange,
}: {
  line: DocumentPermissions
  grants: Grants
  onChange: ((grants: Grants) => void) | null
}) {
  const t = useTranslations('settings.roles')
  const terms = useTerms()
  const locale = useLocale()
  const id = useId()
  const title = terms.document(line.document)
  const scope = shared(grants, line, 'scope')
  const granted = line.actions.some((action) => grants.has(`${line.key}.${action}`))
  return (
    <TableRow>
      <TableCell className="align-top">
        <span className="block first-letter:uppercase">{title}</span>
        <span className="block text-xs text-faint">{line.key}</span>
      </TableCell>
      <TableCell className="align-top">
        <span className="flex flex-wrap gap-x-4 gap-y-1">
          {line.actions.map((action) => (
            <span key={action} className="inline-flex min-h-6 items-center gap-1.5">
              <Checkbox
                id={`${id}-${action}`}
                checked={grants.has(`${line.key}.${action}`)}
                disabled={!onChange}
                onCheckedChange={(on) => onChange?.(withPermission(grants, line, action, on === true))}
              />
              <label htmlFor={`${id}-${action}`} className="text-sm">
                {terms.action(action)}
              </label>
            </span>
          ))}
        </span>
      </TableCell>
      <TableCell className="align-top">
        <select
          aria-label={`${title}: ${t('scope')}`}
          className={cn(fieldClass, 'h-7 min-w-28')}
          disabled={!onChange || !granted}
          value={scope ?? ''}
          onChange={(event) => {
            const chosen = SCOPES.find((value) => value === event.target.value)
            if (chosen) onChange?.(withValue(grants, line, { scope: chosen }))
          }}
        >
          {scope ? null : <option value="">{granted ? t('mixed') : ''}</option>}
          {SCOPES.map((value) => (
            <option key={value} value={value}>
              {t(`scopes.${value}`)}
            </option>
          ))}
        </select>
      </TableCell>
      <TableCell className="align-top">
        <NumberField
          aria-label={`${title}: ${t('limit')}`}
          locale={locale}
          maxPlaces={4}
          className="h-7 min-w-24"
          readOnly={!onChange || !granted}
          placeholder={granted ? t('noLimit') : ''}
          value={shared(grants, line, 'amountLimit') ?? ''}
          onValueChange={(value) => onChange?.(withValue(grants, line, { amountLimit: value === '' ? null : value }))}
        />
      </TableCell>
    </TableRow>
  )
}
