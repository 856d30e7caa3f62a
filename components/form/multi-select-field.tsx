'use client'
import { ChevronDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { CheckRow } from '@/components/data-table/check-row'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { fieldClass, Input } from '@/components/ui/input'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { Field, type FieldProps } from './field'

interface Option {
  readonly value: string
  readonly label: string
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((v) => typeof v === 'string') : [])

/** Several of a known set; the form holds their values. */
export function MultiSelectField({ options, ...props }: FieldProps & { options: readonly Option[] }) {
  const t = useTranslations('form')
  const [find, setFind] = useState('')
  const shown = options.filter((o) => o.label.toLocaleLowerCase().includes(find.trim().toLocaleLowerCase()))
  return (
    <Field {...props}>
      {({ field, control, locked }) => {
        const chosen = listOf(field.value)
        const set = (value: string, on: boolean) =>
          field.onChange(on ? [...chosen, value] : chosen.filter((v) => v !== value))
        return (
          <Popover onOpenChange={(open) => !open && field.onBlur()}>
            <PopoverTrigger
              {...control}
              ref={field.ref}
              disabled={locked}
              className={cn(fieldClass, 'flex min-h-8 items-center gap-1 py-1 text-left')}
            >
              <span className="flex min-w-0 flex-1 flex-wrap gap-1">
                {chosen.length === 0 ? <span className="text-faint">{t('choose')}</span> : null}
                {chosen.map((value) => (
                  <Badge key={value}>{options.find((o) => o.value === value)?.label ?? value}</Badge>
                ))}
              </span>
              <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
            </PopoverTrigger>
            <PopoverContent className="w-(--radix-popover-trigger-width) min-w-56 p-2" aria-label={props.label}>
              {options.length > 8 ? (
                <Input
                  autoFocus
                  aria-label={t('find')}
                  placeholder={t('find')}
                  value={find}
                  onChange={(event) => setFind(event.target.value)}
                />
              ) : null}
              <div className="max-h-64 overflow-y-auto">
                {shown.map(({ value, label }) => (
                  <CheckRow
                    key={value}
                    checked={chosen.includes(value)}
                    label={label}
                    onToggle={(on) => set(value, on)}
                  />
                ))}
              </div>
              {chosen.length > 0 ? (
                <button
                  type="button"
                  className="mt-1 flex items-center gap-1 rounded-sm px-2 py-1 text-xs text-muted hover:text-ink"
                  onClick={() => field.onChange([])}
                >
                  <X aria-hidden className="size-3" />
                  {t('none')}
                </button>
              ) : null}
            </PopoverContent>
          </Popover>
        )
      }}
    </Field>
  )
}
