'use client'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTRPCClient } from '@/components/api/client'
import { useRefusal } from '@/components/api/use-refusal'
import { SelectField, TextField } from '@/components/form/fields'
import { Form, FormSection } from '@/components/form/form'
import { useFrame } from '@/components/shell'
import { createCategoryInput } from '@/server/contracts/inventory/masters'
import { ItemAccounts } from '../item/item-accounts'
import { InventoryPage } from '../page'
import { useCategories } from '../use-place'
import { useRun } from '../use-run'

type Known = ReturnType<typeof useCategories>['categories'][number]

/** A new item category, or with `id` one that is changed. */
export function CategoryPage({ id }: { id?: string }) {
  const t = useTranslations('inventory.categories')
  const { categories } = useCategories()
  const known = categories.find((c) => c.id === id)
  if (id && !known) return null
  return (
    <InventoryPage title={known ? `${t('edit')} ${known.code}` : t('new')}>
      <div className="max-w-4xl">
        <CategoryForm key={known?.version} known={known} />
      </div>
    </InventoryPage>
  )
}

function CategoryForm({ known }: { known: Known | undefined }) {
  const t = useTranslations('inventory.categories')
  const accounts = useTranslations('inventory.account')
  const words = useTranslations('common')
  const router = useRouter()
  const { href } = useFrame()
  const api = useTRPCClient()
  const { commit } = useRun()
  const refusal = useRefusal()
  const { options } = useCategories()
  const back = () => router.push(href('inventory/categories'))
  return (
    <Form
      schema={createCategoryInput}
      defaultValues={{
        code: known?.code ?? '',
        name: known?.name ?? '',
        nameZh: known?.nameZh ?? '',
        parentId: known?.parentId ?? null,
        accounts: known?.accounts ?? [],
      }}
      submitLabel={words('save')}
      onCancel={back}
      refused={refusal(known ? 'inventory.category.update' : 'inventory.category.create') ?? null}
      onSubmit={async (input) => {
        await commit(() =>
          known
            ? api.inventory.category.update.mutate({ ...input, id: known.id, version: known.version })
            : api.inventory.category.create.mutate(input),
        )
        back()
      }}
    >
      <FormSection title={t('title')}>
        <TextField name="code" label={t('columns.code')} required autoFocus />
        <SelectField
          name="parentId"
          label={t('columns.parent')}
          options={options.filter((o) => o.value !== known?.id)}
          placeholder={t('top')}
        />
        <TextField name="name" label={t('columns.name')} required />
        <TextField name="nameZh" label={t('columns.nameZh')} />
      </FormSection>
      <FormSection title={accounts('title')} hint={t('accountsHint')}>
        <ItemAccounts />
      </FormSection>
    </Form>
  )
}
