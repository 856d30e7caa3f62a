import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { demoLogins } from './people'

it('names in the README the logins that are printed at every start', () => {
  const readme = readFileSync('README.md', 'utf8')
  const rows = readme.split('\n').filter((line) => line.startsWith('| `') && line.includes('@aurora.example'))
  expect(rows).toEqual(demoLogins.map(({ email, role, may }) => `| \`${email}\` | ${role} | ${may} |`))
})
