'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import type { ListDefinition } from '@/server/contracts/platform/list'
import { isBareQuery, type ListState, parseListState, writeListState } from './list-state'
import type { SavedView } from './types'

/** The view without a saved one behind it; named in the URL so that the default view does not come back. */
export const ALL_VIEW = 'all'

export type ListStateChange = Partial<ListState> | ((state: ListState) => Partial<ListState>)
export type ChangeListState = (change: ListStateChange) => void

/**
 * The list state, kept in the URL. A query that says nothing of the list shows the person's default view.
 * Changes replace the history entry, so Back leaves the list as it came.
 */
export function useListState(
  definition: ListDefinition,
  views: readonly SavedView[] = [],
): [ListState, ChangeListState] {
  const params = useSearchParams()
  const text = params.toString()
  const defaultView = views.find((view) => view.isDefault)
  const state = useMemo(
    () => stateOf(new URLSearchParams(text), definition, defaultView),
    [text, defaultView, definition],
  )
  const change = useCallback(
    (next: ListStateChange) => {
      // The address itself, not the render's copy: a change that comes later (after a save) must not undo one before it.
      const here = new URLSearchParams(window.location.search)
      const now = stateOf(here, definition, defaultView)
      const merged = { ...now, ...(typeof next === 'function' ? next(now) : next) }
      const named = merged.view ?? (defaultView ? ALL_VIEW : null)
      const query = writeListState({ ...merged, view: named }, here).toString()
      window.history.replaceState(null, '', query ? `?${query}` : window.location.pathname)
    },
    [definition, defaultView],
  )
  return [state, change]
}

function stateOf(query: URLSearchParams, definition: ListDefinition, defaultView: SavedView | undefined): ListState {
  if (!isBareQuery(query) || !defaultView) return parseListState(query, definition)
  return { ...parseListState(new URLSearchParams(defaultView.query), definition), view: defaultView.id }
}
