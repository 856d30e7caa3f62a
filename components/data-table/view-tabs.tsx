'use client'
import { ChevronDown, Star, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { DropdownMenu, DropdownMenuContent, DropdownMenuItem, DropdownMenuTrigger } from '@/components/ui/dropdown-menu'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { tabClass, tabListClass } from '@/components/ui/tabs'
import { toast } from '@/components/ui/toast'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { CheckRow } from './check-row'
import { emptyListState, type ListState, parseListState, writeListState } from './list-state'
import type { SavedView, SavedViewsAdapter } from './types'
import { ALL_VIEW, type ChangeListState } from './use-list-state'

const queryOf = (state: ListState) => writeListState({ ...state, view: null }).toString()

/** Saved views as tabs: all, mine, shared. What was changed since is kept with one press. */
export const ViewTabs = memo(function ViewTabs({
  definition,
  views,
  state,
  change,
}: {
  definition: ListDefinition
  views: SavedViewsAdapter
  state: ListState
  change: ChangeListState
}) {
  const t = useTranslations('table')
  const [naming, setNaming] = useState(false)
  const current = views.list.find((view) => view.id === state.view)
  const query = queryOf(state)
  const stored = queryOf(current ? parseListState(new URLSearchParams(current.query), definition) : emptyListState)
  const changed = query !== stored
  const attempt = async (work: Promise<unknown>) => {
    try {
      await work
    } catch {
      toast.error(t('viewFailed'))
    }
  }
  const show = (view: SavedView | null) =>
    change(
      view
        ? { ...parseListState(new URLSearchParams(view.query), definition), view: view.id }
        : { ...emptyListState, view: ALL_VIEW },
    )
  return (
    <div className="flex items-end gap-2 border-b px-4 max-sm:px-3">
      <nav aria-label={t('views')} className={cn(tabListClass, 'min-w-0 border-b-0')}>
        <button
          type="button"
          aria-current={current ? undefined : 'page'}
          className={tabClass}
          onClick={() => show(null)}
        >
          {t('all')}
        </button>
        {views.list.map((view) => (
          <span key={view.id} className="flex shrink-0 items-center">
            <button
              type="button"
              aria-current={view === current ? 'page' : undefined}
              className={tabClass}
              onClick={() => show(view)}
            >
              {view.isDefault ? <Star aria-label={t('defaultView')} className="size-3 text-faint" /> : null}
              {view.name}
              {view.shared ? <Users aria-label={t('sharedView')} className="size-3 text-faint" /> : null}
              {view === current && changed ? (
                <span className="size-1.5 rounded-full bg-accent" title={t('viewChanged')} />
              ) : null}
            </button>
            {view === current ? (
              <ViewMenu view={view} views={views} attempt={attempt} onGone={() => show(null)} />
            ) : null}
          </span>
        ))}
      </nav>
      {changed ? (
        <div className="mb-1 ml-auto flex shrink-0 items-center gap-1 max-sm:hidden">
          {current?.mine ? (
            <Button size="sm" variant="quiet" onClick={() => attempt(views.save({ ...current, query }))}>
              {t('saveView')}
            </Button>
          ) : null}
          <Button size="sm" variant="quiet" onClick={() => setNaming(true)}>
            {t('saveAsView')}
          </Button>
        </div>
      ) : null}
      <NameDialog
        open={naming}
        onOpenChange={setNaming}
        onSave={(name, shared) =>
          attempt(
            views.save({ name, shared, query }).then(({ id }) => {
              setNaming(false)
              change({ view: id })
            }),
          )
        }
      />
    </div>
  )
})

function ViewMenu({
  view,
  views,
  attempt,
  onGone,
}: {
  view: SavedView
  views: SavedViewsAdapter
  attempt: (work: Promise<unknown>) => void
  onGone: () => void
}) {
  const t = useTranslations('table')
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <IconButton label={t('viewMenu', { name: view.name })} size="icon-sm" className="size-6">
          <ChevronDown aria-hidden className="size-3.5" />
        </IconButton>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem onSelect={() => attempt(views.setDefault(view.isDefault ? null : view.id))}>
          {view.isDefault ? t('clearDefault') : t('makeDefault')}
        </DropdownMenuItem>
        {view.mine ? (
          <>
            <DropdownMenuItem onSelect={() => attempt(views.save({ ...view, shared: !view.shared }))}>
              {view.shared ? t('unshare') : t('share')}
            </DropdownMenuItem>
            <DropdownMenuItem danger onSelect={() => attempt(views.remove(view.id).then(onGone))}>
              {t('deleteView')}
            </DropdownMenuItem>
          </>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

function NameDialog({
  open,
  onOpenChange,
  onSave,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  onSave: (name: string, shared: boolean) => Promise<unknown>
}) {
  const t = useTranslations('table')
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    await onSave(name.trim(), shared)
    setBusy(false)
    setName('')
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        size="sm"
        title={t('saveAsView')}
        closeLabel={t('close')}
        footer={
          <Button
            variant="primary"
            busy={busy}
            disabledReason={name.trim() === '' ? t('nameFirst') : null}
            onClick={save}
          >
            {t('saveView')}
          </Button>
        }
      >
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() !== '' && !busy) save()
          }}
        >
          <Label htmlFor="view-name">{t('viewName')}</Label>
          <Input
            id="view-name"
            autoFocus
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <CheckRow
            checked={shared}
            label={t('shareView')}
            onToggle={setShared}
            className="px-0 hover:bg-transparent"
          />
        </form>
      </DialogContent>
    </Dialog>
  )
}
