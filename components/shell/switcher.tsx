'use client'
import { ChevronsUpDown } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Avatar } from '@/components/ui/avatar'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/components/ui/dropdown-menu'
import { useFrame } from './context'

/** Whose books one works in: the tenant, and the legal entity inside it. */
export function Switcher() {
  const t = useTranslations('shell')
  const router = useRouter()
  const { tenant, tenants, companies, companyId, onCompanyChange } = useFrame()
  const company = companies.find((candidate) => candidate.id === companyId)
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={t('switch', { tenant: tenant.name, company: company?.name ?? '' })}
        className="flex h-9 min-w-0 items-center gap-2 rounded-md px-1.5 text-left hover:bg-hover data-[state=open]:bg-hover pointer-coarse:h-11"
      >
        <Avatar name={tenant.name} square className="size-6" />
        <span className="min-w-0 truncate text-sm font-medium">{company?.name ?? tenant.name}</span>
        {company && company.name !== tenant.name ? (
          <span className="hidden truncate text-sm text-faint lg:inline">{tenant.name}</span>
        ) : null}
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-faint" />
      </DropdownMenuTrigger>
      <DropdownMenuContent className="max-w-80 min-w-64">
        <DropdownMenuLabel>{t('companies')}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={companyId ?? ''} onValueChange={onCompanyChange}>
          {companies.map((candidate) => (
            <DropdownMenuRadioItem key={candidate.id} value={candidate.id}>
              <span className="min-w-0 flex-1 truncate">{candidate.name}</span>
              <span className="text-xs text-faint">{candidate.currency}</span>
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        {tenants.length > 1 ? (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>{t('tenants')}</DropdownMenuLabel>
            <DropdownMenuRadioGroup value={tenant.slug} onValueChange={(slug) => router.push(`/${slug}`)}>
              {tenants.map((candidate) => (
                <DropdownMenuRadioItem key={candidate.slug} value={candidate.slug}>
                  <span className="truncate">{candidate.name}</span>
                </DropdownMenuRadioItem>
              ))}
            </DropdownMenuRadioGroup>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
