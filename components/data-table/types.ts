import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Tone } from '@/components/ui/tone'
import type { ListCriteria, ListDefinition, ListPage, ListSummary, listGroups } from '@/server/contracts/platform/list'

/** Any row of the list protocol: an id and a value for each column key. */
export interface ListRow {
  readonly id: string
}
export type ListGroups = z.infer<typeof listGroups>
export type ListGroup = ListGroups['groups'][number]
export type ListTotal = ListSummary['totals'][number]

/** The part of a query result that a list looks at; React Query's results fit as they are. */
export interface QueryLike<T> {
  readonly data?: T
  readonly isPending: boolean
  readonly isError: boolean
  readonly error?: unknown
  readonly refetch: () => unknown
}
export interface InfiniteRows<R> extends QueryLike<{ readonly pages: readonly ListPage<R>[] }> {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly fetchNextPage: () => unknown
}

/** The three hooks of a list, bound to one router by a thin file of its module. They are called on every render. */
export interface ListSource<R> {
  readonly useRows: (criteria: ListCriteria, enabled: boolean) => InfiniteRows<R>
  readonly useSummary: (criteria: ListCriteria) => QueryLike<ListSummary>
  /** Absent = this list is not grouped. */
  readonly useGroups?: (criteria: ListCriteria, by: string | null) => QueryLike<ListGroups>
}

export interface SavedView {
  readonly id: string
  readonly name: string
  readonly shared: boolean
  /** Mine may be changed and deleted by me. */
  readonly mine: boolean
  readonly isDefault: boolean
  /** The state as a query string (`writeListState`). */
  readonly query: string
}
export interface SavedViewsAdapter {
  readonly list: readonly SavedView[]
  readonly save: (view: { id?: string; name: string; shared: boolean; query: string }) => Promise<{ id: string }>
  readonly remove: (id: string) => Promise<unknown>
  /** Null = no view of its own opens first. */
  readonly setDefault: (id: string | null) => Promise<unknown>
}

/** What a bulk action works on: rows by id, or everything that the criteria find except some. */
export type BulkTarget =
  | { readonly kind: 'ids'; readonly ids: readonly string[]; readonly rows: readonly ListRow[] }
  | {
      readonly kind: 'all'
      readonly criteria: ListCriteria
      readonly except: readonly string[]
      readonly count: number
    }

export interface BulkAction {
  readonly name: string
  readonly label: string
  readonly icon?: LucideIcon
  readonly danger?: boolean
  /** Why it may not be done now. */
  readonly refused?: string | null
  /** Resolves when done; the selection is then cleared, unless it resolves to false. */
  readonly onRun: (target: BulkTarget) => unknown
}
export interface RowAction {
  readonly name: string
  readonly label: string
  readonly icon: LucideIcon
  readonly refused?: string | null
  readonly onRun: () => unknown
}

export interface ExportRequest {
  readonly format: 'xlsx' | 'csv'
  readonly criteria: ListCriteria
  /** Visible columns, in order: exactly what is seen. */
  readonly columns: readonly string[]
  /** Only these, when some rows are selected. */
  readonly ids?: readonly string[]
  /** All that the criteria find but these. */
  readonly except?: readonly string[]
}

export interface DataTableProps<R extends ListRow, C extends string = string> {
  readonly definition: ListDefinition<C>
  readonly title: string
  readonly source: ListSource<R>
  /** Today in the company's zone, for relative dates. */
  readonly today: string
  /** Whose rows are shown, where rows belong to a company; null = all that one may see. */
  readonly companyId?: string | null
  readonly rowHref?: (row: R) => string
  /** Cells that are more than their value; keep the object stable between renders. */
  readonly renderCell?: Partial<Record<C, (row: R) => ReactNode>>
  /** Colour of each value of an enum column: it is then shown as a state. */
  readonly tones?: Partial<Record<C, Readonly<Record<string, Tone>>>>
  /** What a card on a phone says; default: the first columns. */
  readonly card?: { readonly title: C; readonly subtitle?: C; readonly end?: C; readonly state?: C }
  readonly rowActions?: (row: R) => readonly RowAction[]
  readonly bulkActions?: readonly BulkAction[]
  readonly primary?: {
    readonly label: string
    readonly href?: string
    readonly onRun?: () => unknown
    readonly refused?: string | null
  }
  readonly views?: SavedViewsAdapter
  readonly onExport?: (request: ExportRequest) => Promise<unknown>
  readonly renderPreview?: (row: R) => ReactNode
  /** One sentence of what would be here, and the buttons that make the first one or import. */
  readonly empty: { readonly sentence: string; readonly action?: ReactNode }
  readonly searchPlaceholder?: string
}
