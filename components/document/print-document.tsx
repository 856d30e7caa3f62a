'use client'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useFrame } from '@/components/shell'
import { ToggleGroup } from '@/components/ui/toggle-group'
import { PrintPreview } from './print-preview'

export type PrintedDocument =
  | 'sales_order'
  | 'delivery'
  | 'customer_invoice'
  | 'sales_return'
  | 'purchase_requisition'
  | 'request_for_quotation'
  | 'purchase_order'

/** Shows the PDF of a document, or of several, before it prints, in the reader's language or the other one. */
export function PrintDocument({
  document,
  id,
  number,
  open,
  onOpenChange,
}: {
  document: PrintedDocument
  /** Several with commas between them. */
  id: string
  number: string | null
  open: boolean
  onOpenChange: (open: boolean) => void
}) {
  const t = useTranslations('sales.print')
  const { tenant } = useFrame()
  const reader = useLocale().startsWith('zh') ? 'zh' : 'en'
  const [language, setLanguage] = useState<'en' | 'zh'>(reader)
  return (
    <PrintPreview
      key={language}
      open={open}
      onOpenChange={onOpenChange}
      title={number ?? t('draft')}
      url={`/api/print/${document}/${id}?tenant=${tenant.slug}&language=${language}`}
      fileName={`${number ?? document}.pdf`}
      toolbar={
        <ToggleGroup
          label={t('language')}
          value={language}
          onValueChange={setLanguage}
          options={[
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
        />
      }
    />
  )
}
