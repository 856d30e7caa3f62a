import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import '@/server/composition'
import { LOCALES } from '@/server/contracts/platform/locale'
import { runQuery } from '@/server/platform/commands/runner'
import { importKinds } from '@/server/platform/imports/importer'
import { createTestTenant } from '../tenant'

it('has a word for every kind of import and every column of its file', async () => {
  const { admin } = await createTestTenant()
  const kinds = await runQuery(importKinds, {}, { actor: admin })
  expect(kinds.length).toBeGreaterThan(8)
  for (const locale of LOCALES) {
    const words = JSON.parse(readFileSync(`messages/${locale}/settings.json`, 'utf8')).settings.import
    const missing = kinds.flatMap(({ kind, columns }) => [
      ...(words.kinds[kind] ? [] : [`kinds.${kind}`]),
      ...(words.about[kind] ? [] : [`about.${kind}`]),
      ...columns.filter((c) => !words.columns[c.key]).map((c) => `columns.${c.key}`),
    ])
    expect(missing, locale).toEqual([])
  }
})
