'use client'
import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

/** Something to be copied now: a link, a token, recovery codes. */
export function SecretText({ value, label }: { value: string; label: string }) {
  const t = useTranslations('common')
  const copy = async () => {
    await navigator.clipboard.writeText(value)
    toast.success(t('copied'))
  }
  return (
    <div className="flex items-start gap-2 rounded-md border bg-sunken px-3 py-2">
      <code title={label} className="min-w-0 flex-1 break-all whitespace-pre-wrap text-sm select-all">
        {value}
      </code>
      <IconButton label={t('copy')} size="icon-sm" onClick={copy}>
        <Copy aria-hidden />
      </IconButton>
    </div>
  )
}
