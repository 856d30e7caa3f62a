'use client'
import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import type { RuleContent, RuleParameter } from '@/server/contracts/platform/rules'

type Parameters = RuleContent['parameters']
interface Role {
  readonly code: string
  readonly name: string
}

/** The named constants of a condition: one number for all, or one for each role. */
export function ParameterFields({
  value,
  roles,
  onChange,
}: {
  value: Parameters
  roles: readonly Role[]
  onChange: (value: Parameters) => void
}) {
  const t = useTranslations('control.editor')
  const [name, setName] = useState('')
  const set = (key: string, parameter: RuleParameter) => onChange({ ...value, [key]: parameter })
  const clean = name
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
  const add = () => {
    if (!/^[a-z]/.test(clean) || clean in value) return
    onChange({ ...value, [clean]: '0' })
    setName('')
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm text-muted">{t('parameters')}</legend>
      {Object.entries(value).map(([key, parameter]) => (
        <Parameter
          key={key}
          name={key}
          value={parameter}
          roles={roles}
          onChange={(p) => set(key, p)}
          onRemove={() => onChange(Object.fromEntries(Object.entries(value).filter(([k]) => k !== key)))}
        />
      ))}
      <div className="flex gap-2">
        <Input
          className="w-48 font-mono"
          value={name}
          placeholder={t('parameterName')}
          aria-label={t('parameterName')}
          onChange={(e) => setName(e.target.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Enter') return
            e.preventDefault()
            add()
          }}
        />
        <Button onClick={add}>
          <Plus aria-hidden />
          {t('addParameter')}
        </Button>
      </div>
    </fieldset>
  )
}

function Parameter({
  name,
  value,
  roles,
  onChange,
  onRemove,
}: {
  name: string
  value: RuleParameter
  roles: readonly Role[]
  onChange: (value: RuleParameter) => void
  onRemove: () => void
}) {
  const t = useTranslations('control.editor')
  const byRole = typeof value === 'string' ? { default: value, roles: {} as Record<string, string> } : value
  const change = (next: { default: string; roles: Record<string, string> }) =>
    onChange(Object.keys(next.roles).length === 0 ? next.default : next)
  const free = roles.filter((r) => !(r.code in byRole.roles))
  return (
    <div className="flex flex-wrap items-end gap-2 rounded-md border p-2">
      <code className="min-w-40 self-center font-mono text-sm">{name}</code>
      <NumberBox
        of={name}
        label={Object.keys(byRole.roles).length > 0 ? t('otherwise') : t('parameterValue')}
        value={byRole.default}
        onChange={(v) => change({ ...byRole, default: v })}
      />
      {Object.entries(byRole.roles).map(([code, limit]) => (
        <NumberBox
          key={code}
          of={name}
          label={t('forRole', { role: roles.find((r) => r.code === code)?.name ?? code })}
          value={limit}
          onChange={(v) => {
            const next = { ...byRole.roles, [code]: v }
            if (v === '') delete next[code]
            change({ ...byRole, roles: next })
          }}
        />
      ))}
      {free.length > 0 ? (
        <Select
          className="w-36"
          aria-label={t('addRole')}
          value={null}
          placeholder={t('addRole')}
          options={free.map((r) => ({ value: r.code, label: r.name }))}
          onValueChange={(code) => change({ ...byRole, roles: { ...byRole.roles, [code]: byRole.default } })}
        />
      ) : null}
      <IconButton label={t('removeParameter', { name })} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}

function NumberBox({
  of,
  label,
  value,
  onChange,
}: {
  /** The parameter: several stand below each other, with the same words before their boxes. */
  of: string
  label: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <Label className="flex flex-col gap-1">
      {label}
      <Input
        className="w-28 text-right tabular-nums"
        aria-label={`${of}: ${label}`}
        inputMode="decimal"
        value={value}
        onChange={(e) => onChange(e.target.value.trim())}
      />
    </Label>
  )
}
