import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import '@/server/composition'
import { LOCALES } from '@/server/contracts/platform/locale'
import { listPermissions } from '@/server/platform/identity/system-roles'

const area = (locale: string, name: string) => JSON.parse(readFileSync(`messages/${locale}/${name}.json`, 'utf8'))

describe('who gives permissions reads them in words', () => {
  it.each(LOCALES)('for every document and action in %s', (locale) => {
    const { common } = area(locale, 'common')
    const { term } = area(locale, 'terms').common
    const { actions } = area(locale, 'settings').settings
    const permissions = listPermissions().map((name) => name.split('.'))
    expect(permissions.length).toBeGreaterThan(100)
    const missing = permissions.flatMap(([, document = '', action = '']) => [
      ...(common.document?.[document] || term.document[document] ? [] : [`document ${document}`]),
      ...(actions[action] ? [] : [`action ${action}`]),
    ])
    expect([...new Set(missing)].sort()).toEqual([])
  })
})
