import '@/server/composition'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { registry } from '@/server/platform/commands/command'

/** What the log calls a step of a document: the transition, else the last part of the command's name. */
const steps = [...registry.values()].flatMap((d) =>
  d.kind === 'command' && d.document ? [d.document.transition ?? d.name.split('.').pop() ?? d.name] : [],
)

it.each(['en', 'zh'])('every step of a document has its words in the activity beside it (%s)', (locale) => {
  const { trail } = JSON.parse(readFileSync(`messages/${locale}/trail.json`, 'utf8')) as {
    trail: { did: Record<string, string> }
  }
  // Writing a document anew is an `update`, whatever the document.
  const wordless = [...new Set(steps)].filter((step) => !/^update[A-Z]/.test(step) && !(step in trail.did))
  expect(wordless).toEqual([])
})
