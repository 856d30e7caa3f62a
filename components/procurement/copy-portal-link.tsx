'use client'
import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { Button } from '@/components/ui/button'
import { useRefusal, useRun } from './use-buying'

/** Puts the link by which a supplier sees and answers its documents on the clipboard: the one that its mails have. */
export function useCopyPortalLink() {
  const t = useTranslations('portal.links')
  const api = useTRPCClient().procurement.portalLink
  const refusal = useRefusal()
  const { run } = useRun()
  return {
    label: t('copyFor'),
    refused: refusal('procurement.supplier.portal') ?? null,
    copy: async (supplierId: string): Promise<void> => {
      await run(async () => {
        const { url } = await api.create.mutate({ supplierId, mailed: true })
        await navigator.clipboard.writeText(url)
      }, t('copied'))
    },
  }
}

export function CopyPortalLink({ supplierId }: { supplierId: string }) {
  const { label, refused, copy } = useCopyPortalLink()
  return (
    <Button size="sm" variant="quiet" disabledReason={refused} onClick={() => copy(supplierId)}>
      <Copy aria-hidden />
      {label}
    </Button>
  )
}
