import '@/server/composition'
import '@/server/api/root'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentPlaces } from '@/components/shell/document-href'
import { alertsHref, approvalsHref, navigation, sessionsHref } from '@/components/shell/navigation'
import { listPermissions } from '@/server/platform/identity/system-roles'

const pages = path.resolve(import.meta.dirname, '../../../app/[tenant]')
/** A folder with a page; `new` may also be what the page of one document shows. */
const isPage = (href: string) =>
  [href, href.replace(/\/new$/, '/[id]')].some((folder) => existsSync(path.join(pages, folder, 'page.tsx')))
const entries = navigation.flatMap((module) => module.entries)
const places = [...entries, ...entries.flatMap((entry) => entry.create ?? [])]

describe('everything that can be gone to', () => {
  it('asks for permissions that exist', () => {
    const known = new Set(listPermissions())
    const unknown = places.flatMap(({ permission }) => (permission && !known.has(permission) ? [permission] : []))
    expect([...new Set(unknown)]).toEqual([])
  })

  it('is there', () => {
    const hrefs = [...places.map(({ href }) => href), approvalsHref, alertsHref, sessionsHref]
    expect(hrefs.filter((href) => !isPage(href))).toEqual([])
  })

  it('includes the page of each document that others lead to', () => {
    expect(documentPlaces.filter((place) => !isPage(`${place}/[id]`))).toEqual([])
  })
})
