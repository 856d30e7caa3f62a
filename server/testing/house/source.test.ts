import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** The rules of the house that the source text can answer for. */
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], { encoding: 'utf8' })
  .split('\n')
  .filter((f) => f && !f.endsWith('.gen.ts'))
const read = (file: string) => readFileSync(file, 'utf8')

describe('the source keeps the rules of the house', () => {
  it('has no file over 400 lines', () => {
    expect(files.filter((f) => read(f).split('\n').length > 400)).toEqual([])
  })

  it('never switches a check off', () => {
    const off = /@ts-ignore|@ts-nocheck|@ts-expect-error|biome-ignore|\bas any\b|: any(?:[;,)>\]]| =)|\.(skip|only)\(/
    expect(files.filter((f) => !f.includes('testing/house/') && off.test(read(f)))).toEqual([])
  })

  it('reaches tenant data only through the tenant transaction', () => {
    const ways = /pools\.app\b|reserve\(\)|set_config\(/
    const allowed =
      /^server\/(platform\/(pools|tenancy|commands|telemetry)|api\/standalone|testing)|^bench\/|^db\/seed\/|\.test\.tsx?$|^app\/api\/(health|metrics)/
    expect(files.filter((f) => !allowed.test(f) && ways.test(read(f)))).toEqual([])
  })

  it('makes tables only with the column builders', () => {
    const allowed = new Set(['db/columns.ts', 'db/schema/platform/tenant.ts'])
    expect(files.filter((f) => f.startsWith('db/') && !allowed.has(f) && /\bpgTable\(/.test(read(f)))).toEqual([])
  })
})
