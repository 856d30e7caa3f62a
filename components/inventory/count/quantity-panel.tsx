'use client'
import { Minus, Plus } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { NumberField } from '@/components/ui/number-field'
import { dec, plain } from '@/server/kernel/money'
import { useNamed } from '../use-place'

export interface Counted {
  readonly itemId: string
  readonly itemCode: string
  readonly itemName: string
  readonly itemNameZh: string | null
  readonly unit: string
  readonly unitDigits: number
  readonly binId: string
  readonly bin: string
  readonly lotId: string | null
  readonly lot: string | null
  readonly counted: string | null
}

const isNumber = (text: string) => /^\d+(\.\d+)?$/.test(text)

interface Props {
  readonly line: Counted
  readonly busy: boolean
  /** A scanner may fire while the quantity has the focus: the code is not a quantity. */
  readonly isCode: (text: string) => boolean
  readonly onCode: (text: string) => void
  readonly onSave: (counted: string | null) => void
  readonly onClose: () => void
}

/** The quantity of one place, within the thumb's reach at the bottom of the screen. */
export function QuantityPanel({ line, busy, isCode, onCode, onSave, onClose }: Props) {
  const t = useTranslations('inventory.count')
  const words = useTranslations('common')
  const named = useNamed()
  const locale = useLocale()
  const field = useRef<HTMLInputElement>(null)
  const [value, setValue] = useState(line.counted ?? '')
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  const step = (by: number) => {
    const next = dec(isNumber(value) ? value : '0').plus(by)
    setValue(plain(next.isNegative() ? dec('0') : next))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const typed = field.current?.value.trim() ?? ''
    if (isCode(typed)) return onCode(typed)
    if (isNumber(value)) onSave(value)
  }
  return (
    <form
      onSubmit={submit}
      className="shrink-0 border-t bg-surface px-4 pt-3 pb-4 max-md:sticky max-md:bottom-14 max-md:z-10 max-sm:px-3"
    >
      <div className="mx-auto flex max-w-2xl flex-col gap-3">
        <div className="flex items-baseline gap-3">
          <p className="min-w-0 flex-1">
            <span className="block truncate text-base font-medium">
              {named({ name: line.itemName, nameZh: line.itemNameZh })}
            </span>
            <span className="block truncate text-sm text-muted">
              {[line.itemCode, line.bin, line.lot].filter(Boolean).join(' · ')}
            </span>
          </p>
          <Button variant="quiet" onClick={onClose}>
            {words('close')}
          </Button>
        </div>
        <div className="flex items-stretch gap-2">
          <Button size="lg" className="h-14 w-14 pointer-coarse:h-14" aria-label={t('less')} onClick={() => step(-1)}>
            <Minus aria-hidden />
          </Button>
          <NumberField
            ref={field}
            aria-label={t('quantityOf', { item: line.itemCode })}
            className="h-14 flex-1 text-center text-xl"
            locale={locale}
            maxPlaces={line.unitDigits}
            suffix={line.unit}
            value={value}
            onValueChange={setValue}
          />
          <Button size="lg" className="h-14 w-14 pointer-coarse:h-14" aria-label={t('more')} onClick={() => step(1)}>
            <Plus aria-hidden />
          </Button>
        </div>
        <div className="flex gap-2">
          {line.counted === null ? null : (
            <Button size="lg" className="h-12 pointer-coarse:h-12" busy={busy} onClick={() => onSave(null)}>
              {t('takeBack')}
            </Button>
          )}
          <Button
            size="lg"
            variant="primary"
            type="submit"
            className="h-12 flex-1 pointer-coarse:h-12"
            busy={busy}
            disabled={!isNumber(value)}
          >
            {t('saveNext')}
          </Button>
        </div>
      </div>
    </form>
  )
}
