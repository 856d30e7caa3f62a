'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTRPCClient } from '@/components/api/client'
import { base64Of } from '@/components/api/file-content'
import { useFrame } from '@/components/shell'
import { FileDrop } from '@/components/ui/file-drop'
import { useCompany, useRun } from '../use-buying'

/** Takes the supplier's e-invoice (UBL 2.1, EN 16931) and reads it into a draft. */
export function InvoiceFile({ supplierId }: { supplierId: string | undefined }) {
  const t = useTranslations('procurement.invoiceNew')
  const api = useTRPCClient()
  const router = useRouter()
  const { href } = useFrame()
  const { companyId } = useCompany()
  const { run } = useRun()
  const [busy, setBusy] = useState(false)
  const take = async (files: readonly File[]) => {
    const [file] = files
    if (!file || busy) return
    setBusy(true)
    const content = await base64Of(file)
    const made = await run(
      () =>
        api.procurement.supplierInvoice.import.mutate({
          ...{ companyId, fileName: file.name, content },
          ...(supplierId && { supplierId }),
        }),
      t('read'),
    )
    setBusy(false)
    if (made) router.push(href(`procurement/supplier-invoices/${made.id}`))
  }
  return (
    <section className="mt-6 max-w-xl" aria-label={t('file')}>
      <h2 className="mb-2 text-sm">{t('file')}</h2>
      <p className="mb-2 text-sm text-muted">{t('fileHint')}</p>
      <FileDrop label={busy ? t('reading') : t('drop')} accept=".xml,application/xml,text/xml" onFiles={take} />
    </section>
  )
}
