'use client'
import { useTranslations } from 'next-intl'
import { Skeleton, TableSkeleton } from '@/components/ui/skeleton'

/** A list that is on its way: title, filters, rows. For a `loading.tsx` below `[tenant]`, never at the root (404s need a status). */
export function ListPageSkeleton({ columns = 6 }: { columns?: number }) {
  const t = useTranslations('common')
  return (
    <div className="px-4 pt-5 sm:px-6">
      <div className="flex items-center gap-4 pb-5">
        <Skeleton className="h-6 w-44" />
        <Skeleton className="w-24" />
        <Skeleton className="ml-auto h-8 w-32 rounded-md" />
      </div>
      <div className="flex gap-2 pb-4">
        <Skeleton className="h-7 w-28 rounded-md" />
        <Skeleton className="h-7 w-20 rounded-md" />
        <Skeleton className="h-7 w-24 rounded-md max-sm:hidden" />
      </div>
      <TableSkeleton rows={14} columns={columns} label={t('loading')} />
    </div>
  )
}

/** A document that is on its way: header, chain, lines, and the column beside them. */
export function DocumentPageSkeleton() {
  const t = useTranslations('common')
  return (
    <div className="flex gap-8 px-4 pt-5 sm:px-6">
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-3 pb-4">
          <Skeleton className="h-6 w-40" />
          <Skeleton className="h-5 w-20" />
          <Skeleton className="ml-auto h-8 w-36 rounded-md" />
        </div>
        <div className="grid grid-cols-2 gap-4 pb-6 sm:grid-cols-4">
          {['party', 'date', 'terms', 'total'].map((field) => (
            <div key={field} className="flex flex-col gap-2">
              <Skeleton className="h-3 w-16" />
              <Skeleton className="w-28" />
            </div>
          ))}
        </div>
        <TableSkeleton rows={6} columns={5} label={t('loading')} />
      </div>
      <aside className="hidden w-72 flex-col gap-3 lg:flex">
        <Skeleton className="w-24" />
        <Skeleton className="w-full" />
        <Skeleton className="w-4/5" />
        <Skeleton className="w-full" />
      </aside>
    </div>
  )
}
