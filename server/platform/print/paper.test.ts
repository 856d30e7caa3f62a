import { describe, expect, it } from 'vitest'
import { type Paper, renderPaper } from './paper'
import { wordsFor } from './words'

const paper = (rows: number, draft = false): Paper => ({
  title: '销售发票',
  number: 'SI-2026-00042',
  watermark: draft ? '草稿' : null,
  sender: { name: 'Aurora Cycles 极光自行车', lines: ['1 Main Street', 'Tax ID 12-3456789'] },
  recipient: { label: 'Bill to', lines: ['Café Müller', '上海市浦东新区世纪大道 100 号'] },
  facts: [{ label: 'Date', value: '3 Feb 2026' }],
  columns: [
    { label: 'Item', weight: 5 },
    { label: 'Quantity', weight: 1, right: true },
    { label: 'Amount USD', weight: 1.5, right: true },
  ],
  rows: Array.from({ length: rows }, (_, i) => ({
    cells: [`Item ${i} 山地车`, '2', '1,234.50'],
    note: i % 3 ? null : 'Lot A1',
  })),
  totals: [
    { label: 'Net', value: '1,234.50' },
    { label: 'Total', value: '1,357.95', strong: true },
  ],
  notes: ['Thank you.'],
})
const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length

describe('a printed document', () => {
  it('is a PDF of as many pages as its rows need', async () => {
    const words = wordsFor('zh')
    const short = await renderPaper(paper(5, true), words)
    expect(short.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pages(short)).toBe(1)
    expect(pages(await renderPaper(paper(120), words))).toBeGreaterThan(3)
  })

  it('writes exact amounts in the reader’s way', () => {
    expect(wordsFor('en').amount('12345678901234.56', 'USD')).toBe('12,345,678,901,234.56')
    expect(wordsFor('en').amount('1234.5', 'JPY')).toBe('1,235')
    expect(wordsFor('zh').t('print.page', { page: 1, pages: 2 })).toBe('第 1 页，共 2 页')
  })
})
