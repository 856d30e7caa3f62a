'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useTerms } from '@/components/terms'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { ruleEffects, ruleScopes } from '@/server/contracts/platform/rules'
import { DayField } from './day-field'
import { FieldRow } from './field-row'
import type { RuleState } from './rule-state'

export interface RuleFieldProps {
  readonly state: RuleState
  readonly onChange: (state: RuleState) => void
  /** What the server refused, by path. */
  readonly errorAt: (path: string) => string | undefined
}

/** Name, and what the rule judges. What it judges is fixed once it was published. */
export function HeadFields({
  state,
  onChange,
  errorAt,
  isNew,
  fixed,
  documents,
}: RuleFieldProps & {
  isNew: boolean
  fixed: boolean
  documents: readonly { document: string; triggers: readonly string[] }[]
}) {
  const t = useTranslations('control.editor')
  const words = useTranslations('control')
  const terms = useTerms()
  const triggers = documents.find((d) => d.document === state.document)?.triggers ?? []
  const put = (part: Partial<RuleState>) => onChange({ ...state, ...part })
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {isNew ? (
        <FieldRow label={t('code')} hint={t('codeHint')} error={errorAt('code')} required className="sm:col-span-2">
          {(aria) => <Input {...aria} value={state.code} onChange={(e) => put({ code: e.target.value })} />}
        </FieldRow>
      ) : null}
      <FieldRow label={t('nameEn')} error={errorAt('nameEn')} required>
        {(aria) => <Input {...aria} value={state.nameEn} onChange={(e) => put({ nameEn: e.target.value })} />}
      </FieldRow>
      <FieldRow label={t('nameZh')} error={errorAt('nameZh')} required>
        {(aria) => <Input {...aria} value={state.nameZh} onChange={(e) => put({ nameZh: e.target.value })} />}
      </FieldRow>
      <FieldRow label={t('document')} error={errorAt('document')}>
        {(aria) => (
          <Select
            {...aria}
            disabled={fixed}
            value={state.document}
            onValueChange={(document) =>
              put({ document, triggers: documents.find((d) => d.document === document)?.triggers ?? [] })
            }
            options={documents.map((d) => ({ value: d.document, label: terms.document(d.document) }))}
          />
        )}
      </FieldRow>
      <FieldRow label={t('scope')}>
        {(aria) => (
          <Select
            {...aria}
            disabled={fixed}
            value={state.scope}
            onValueChange={(scope) => put({ scope: scope === 'header' ? 'header' : 'line' })}
            options={ruleScopes.map((s) => ({ value: s, label: t(`scope_${s}`) }))}
          />
        )}
      </FieldRow>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-2 sm:col-span-2">
        <legend className="mb-1 text-sm text-muted">{t('triggers')}</legend>
        {triggers.map((trigger) => (
          <span key={trigger} className="inline-flex items-center gap-2 text-sm">
            <Checkbox
              id={`trigger-${trigger}`}
              checked={state.triggers.includes(trigger)}
              onCheckedChange={(on) =>
                put({
                  triggers: on === true ? [...state.triggers, trigger] : state.triggers.filter((x) => x !== trigger),
                })
              }
            />
            <label htmlFor={`trigger-${trigger}`}>
              {words.has(`trigger.${trigger}`) ? words(`trigger.${trigger}`) : terms.transition(trigger)}
            </label>
          </span>
        ))}
      </fieldset>
    </div>
  )
}

/** What follows when the rule fires, what people read, and from when to when. */
export function EffectFields({
  state,
  onChange,
  errorAt,
  overrides,
  fact,
}: RuleFieldProps & {
  /** Permissions that may be asked for an override; the usual one for this kind of document first. */
  overrides: readonly string[]
  /** A fact of the document, to show how a message names one. */
  fact: string
}) {
  const t = useTranslations('control.editor')
  const words = useTranslations('control.effect')
  const terms = useTerms()
  const locale = useLocale()
  const { content } = state
  const put = (part: Partial<RuleState['content']>) => onChange({ ...state, content: { ...content, ...part } })
  const hint = t('messageHint', { example: `{${fact}}` })
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <FieldRow label={t('effect')}>
        {(aria) => (
          <Select
            {...aria}
            value={content.effect}
            onValueChange={(value) => {
              const effect = ruleEffects.find((e) => e === value) ?? 'warn'
              put({
                effect,
                overridePermission: effect === 'override' ? (content.overridePermission ?? overrides[0] ?? null) : null,
              })
            }}
            options={ruleEffects.map((e) => ({ value: e, label: words(e) }))}
          />
        )}
      </FieldRow>
      {content.effect === 'override' ? (
        <FieldRow label={t('overridePermission')} error={errorAt('content.overridePermission')} required>
          {(aria) => (
            <Select
              {...aria}
              value={content.overridePermission ?? ''}
              onValueChange={(overridePermission) => put({ overridePermission })}
              options={overrides.map((name) => ({ value: name, label: terms.permission(name) }))}
            />
          )}
        </FieldRow>
      ) : null}
      <FieldRow
        label={t('messageEn')}
        hint={hint}
        error={errorAt('content.messageEn')}
        required
        className="sm:col-span-2"
      >
        {(aria) => <Input {...aria} value={content.messageEn} onChange={(e) => put({ messageEn: e.target.value })} />}
      </FieldRow>
      <FieldRow label={t('messageZh')} error={errorAt('content.messageZh')} required className="sm:col-span-2">
        {(aria) => <Input {...aria} value={content.messageZh} onChange={(e) => put({ messageZh: e.target.value })} />}
      </FieldRow>
      <FieldRow label={t('from')} error={errorAt('content.effectiveFrom')} required>
        {(aria) => (
          <DayField
            {...aria}
            locale={locale}
            value={content.effectiveFrom}
            onValueChange={(v) => put({ effectiveFrom: v })}
          />
        )}
      </FieldRow>
      <FieldRow label={t('to')} error={errorAt('content.effectiveTo')}>
        {(aria) => (
          <DayField
            {...aria}
            locale={locale}
            value={content.effectiveTo ?? ''}
            onValueChange={(v) => put({ effectiveTo: v === '' ? null : v })}
          />
        )}
      </FieldRow>
    </div>
  )
}
