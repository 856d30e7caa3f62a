'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useTRPC } from '@/components/api/client'
import { MultiSelectField } from '@/components/form/multi-select-field'
import { useFrame } from '@/components/shell'
import { useRoleName } from './role-name'

/** Which roles, and in which companies; no company chosen means all of them. */
export function AccessFields() {
  const t = useTranslations('settings.people')
  const trpc = useTRPC()
  const { companies } = useFrame()
  const roleName = useRoleName()
  const { data } = useSuspenseQuery(trpc.platform.listRoles.queryOptions({}))
  return (
    <>
      <MultiSelectField
        name="roleIds"
        label={t('roles')}
        options={data.rows.map((role) => ({ value: role.id, label: roleName(role) }))}
      />
      <MultiSelectField
        name="companies"
        label={t('companies')}
        hint={t('companiesHint')}
        options={companies.map((company) => ({ value: company.id, label: company.name }))}
      />
    </>
  )
}

/** No choice means all companies, also later ones. */
export const companiesOrAll = (ids: readonly string[] | null): string[] | null => (ids?.length ? [...ids] : null)
