import { readdirSync, readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@/server/kernel/errors'
import { runQuery } from '@/server/platform/commands/runner'
import { kindOf, previewFile, runFile } from '@/server/platform/imports/import-file'
import { importKinds } from '@/server/platform/imports/importer'
import { readRows } from '@/server/platform/imports/read-file'
import { csvTemplate, xlsxTemplate } from '@/server/platform/imports/template'
import { closePools } from '@/server/platform/pools'
import { wordsFor } from '@/server/platform/print/words'
import { createSalesCompany, type SalesCompany } from '../sales'
import { readRows as query } from '../stock'

let company: SalesCompany
beforeAll(async () => {
  company = await createSalesCompany()
})
afterAll(closePools)

const call = () => ({ actor: company.admin, requestId: 'test' })
const csv = (kind: string, text: string) => ({
  kind,
  companyId: company.companyId,
  name: 'file.csv',
  bytes: new TextEncoder().encode(text),
})
const count = async (table: string) =>
  Number((await query<{ n: string }>(company.admin, `select count(*) as n from ${table}`))[0]?.n)
const refused = async (work: Promise<unknown>) =>
  work.then(
    () => 'taken',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )

describe('a file', () => {
  it('is checked row by row and field by field, and nothing is written', async () => {
    const text = '编码,名称,单位,成本\nI-1,Bolt,EA,1.5\nI-1,Twice,EA,\n,Nameless,EA,\nI-2,Nut,NOPE,-1'
    const told = await runFile('check', csv('items', text), call())
    expect(told).toMatchObject({ rows: 4, imported: 1, rejected: 3 })
    expect(told.issues.map((i) => `${i.line} ${i.field} ${i.code}`)).toEqual([
      '3 code control.import_twice',
      '4 code validation.required',
      '5 standardCost validation.non_negative',
    ])
    expect(await count('item')).toBe(0)
  })

  it('is taken in once, 500 rows a command, and gives back what it refused', async () => {
    const rows = Array.from({ length: 1201 }, (_, n) => `P-${n},Part ${n},${n === 700 ? 'NOPE' : 'EA'}`)
    const file = csv('items', `code,name,unit\n${rows.join('\n')}`)
    const told = await runFile('import', file, call())
    expect(told).toMatchObject({ rows: 1201, imported: 1200, rejected: 1 })
    expect(told.rejectedFile).toBe('line,reason,code,name,unit\n702,unit: common.reference,P-700,Part 700,NOPE\n')
    expect(await runFile('import', file, call())).toMatchObject({ imported: 0, known: 1200, rejected: 1 })
    expect(await count('item')).toBe(1200)
  }, 60_000)

  it('brings customers, prices and opening stock', async () => {
    const customers =
      'Customer code,Customer name,Credit limit,Address,Country\nC-1,Ann,1000,Main St 1,US\nC-2,Bob,,Far Rd,'
    expect(await runFile('import', csv('customers', customers), call())).toMatchObject({ imported: 1, rejected: 1 })
    const prices = 'Price list;Item;Price\nUSD;P-1;12.5\nUSD;P-1;13\nUSD;P-9999;1'
    expect(await runFile('import', csv('prices', prices), call())).toMatchObject({ imported: 1, rejected: 2 })
    const stock = 'item,warehouse,quantity,unit cost\nP-1,MAIN,5,2.25\nP-2,MAIN,1.5,1\nP-3,OTHER,1,1'
    expect(await runFile('import', csv('opening_stock', stock), call())).toMatchObject({ imported: 1, rejected: 2 })
    for (const [kind, text] of Object.entries({ customers, prices, opening_stock: stock }))
      expect(await runFile('import', csv(kind, text), call())).toMatchObject({ imported: 0, known: 1 })
    expect([await count('customer'), await count('price'), await count('stock_adjustment')]).toEqual([1, 1, 1])
  })

  it('shows its headers with their likely meaning, and has a template', async () => {
    const { mapping, sample } = await previewFile(csv('customers', '客户编码,客户名称,Note\nC-9,Cy,x'), call())
    expect({ mapping, sample }).toEqual({ mapping: ['code', 'name', null], sample: [['C-9', 'Cy', 'x']] })
    const { columns } = await kindOf('prices', call())
    expect(csvTemplate(columns)).toContain('priceList,item,unitPrice')
    const book = []
    for await (const { cells } of readRows('t.xlsx', new Uint8Array(await xlsxTemplate(columns, (key) => key))))
      book.push(cells)
    expect(book[0]?.slice(0, 3)).toEqual(['priceList', 'item', 'unitPrice'])
  })

  it('may be a workbook, whose formulas are not computed', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('Items')
    sheet.addRow(['code', 'name', 'unit'])
    sheet.addRow(['X-1', { formula: 'A1&B1', result: 'Kept' }, 'EA'])
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    const rows = []
    for await (const row of readRows('book.xlsx', bytes)) rows.push(row.cells)
    expect(rows).toEqual([
      ['code', 'name', 'unit'],
      ['X-1', 'Kept', 'EA'],
    ])
  })

  it('is read in whatever a spreadsheet program writes, and a value may stand for a column that it lacks', async () => {
    const gbk = Uint8Array.from([
      0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a, 0x47, 0x2d, 0x31, 0x2c, 0xc2, 0xdd, 0xcb, 0xa8,
    ])
    const file = { ...csv('items', ''), bytes: gbk, constants: { unit: 'EA' } }
    expect((await previewFile(file, call())).sample).toEqual([['G-1', '螺栓']])
    expect(await runFile('check', file, call())).toMatchObject({ imported: 1, rejected: 0 })
    const wide = Buffer.from('\uFEFFcode\tname\nU-1\tÜber', 'utf16le')
    const rows = []
    for await (const row of readRows('a.csv', wide)) rows.push(row.cells)
    expect(rows[1]).toEqual(['U-1', 'Über'])
  })

  it('that goes on with a second row of the same key is told which row was first, across batches', async () => {
    const rows = Array.from({ length: 700 }, (_, n) => `Z-${n},Part,EA`)
    const told = await runFile('check', csv('items', `code,name,unit\n${rows.join('\n')}\nZ-3,Again,EA`), call())
    expect(told.issues).toEqual([{ line: 702, field: 'code', code: 'control.import_twice', params: { line: 5 } }])
  })

  it('is refused when it is not what its name says, lacks columns, or unpacks to too much', async () => {
    const png = { ...csv('items', ''), bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]) }
    expect(await refused(runFile('check', png, call()))).toBe('control.import_kind')
    expect(await refused(runFile('check', csv('items', 'a,b\n1,2'), call()))).toBe('control.import_columns')
    expect(await refused(runFile('check', csv('secrets', 'a'), call()))).toBe('control.import_unknown')
    const bomb = { ...csv('items', ''), name: 'b.xlsx', bytes: zipOf('xl/a', Buffer.alloc(310 * 1024 * 1024)) }
    expect(await refused(runFile('check', bomb, call()))).toBe('control.import_unpacked')
  }, 60_000)
})

it('every refusal that an importer can give has a sentence', () => {
  const files = [
    'server/modules/inventory/imports.ts',
    'server/modules/sales/imports.ts',
    'server/platform/imports/importer.ts',
    'server/platform/imports/read-file.ts',
    'server/platform/imports/import-file.ts',
    ...readdirSync('server/modules/finance/opening').map((f) => `server/modules/finance/opening/${f}`),
  ]
  const codes = files.flatMap((f) =>
    [...readFileSync(f, 'utf8').matchAll(/'((?:common|validation|finance|inventory|sales|control)\.[a-z_]+)'/g)].map(
      (m) => m[1],
    ),
  )
  expect(codes.length).toBeGreaterThan(20)
  const words = wordsFor('en')
  const numbers = { digits: 1, line: 1, megabytes: 1, rows: 1 }
  const params = { ...numbers, columns: 'x', account: 'x', date: 'x', period: 'x', currency: 'x' }
  expect(codes.filter((code) => words.t(`errors.${code}`, params) === `errors.${code}`)).toEqual([])
})

it('every kind of row and every column has its words in both languages', async () => {
  const kinds = await runQuery(importKinds, {}, call())
  const keys = kinds.flatMap(({ kind, columns }) => [
    ...[`kinds.${kind}`, `about.${kind}`],
    ...columns.map((c) => `columns.${c.key}`),
  ])
  for (const locale of ['en', 'zh'] as const) {
    const words = wordsFor(locale)
    expect(keys.map((k) => `settings.import.${k}`).filter((k) => words.t(k) === k)).toEqual([])
  }
})

/** A zip of one entry whose headers lie about its size. */
function zipOf(name: string, content: Buffer): Uint8Array {
  const packed = deflateRawSync(content, { level: 1 })
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(1, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return new Uint8Array(Buffer.concat([local, central, end]))
}
