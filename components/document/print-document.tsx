'use client'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useFrame } from '@/components/shell'
import { ToggleGroup } from '@/components/ui/toggle-group'
import type { DocumentAction } from './actions'
import { PrintPreview } from './print-preview'

export type PrintedDocument =
  | 'sales_order'
  | 'picking_list'
  | 'delivery'
  | 'customer_invoice'
  | 'sales_return'
  | 'purchase_requisition'
  | 'request_for_quotation'
  | 'purchase_order'
  | 'goods_receipt'
  | 'supplier_return'
  | 'stock_transfer'
  | 'stock_count'
  | 'stock_adjustment'

/** "Print" among the steps of a document that has one paper, and the preview which that opens. */
export function usePrint(
  document: PrintedDocument,
  { id, number }: { readonly id: string; readonly number: string | null },
): { readonly action: DocumentAction; readonly preview: ReactNode } {
  const t = useTranslations('document')
  const [open, setOpen] = useState(false)
  return {
    action: { name: 'print', label: t('print'), shortcut: 'p', weight: 0, onRun: () => setOpen(true) },
    preview: <PrintDocument {...{ document, id, number, open }} onOpenChange={setOpen} />,
  }
}

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
