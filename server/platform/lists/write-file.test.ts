import { describe, expect, it } from 'vitest'
import { wordsFor } from '../print/words'
import { type FileContent, writeCsv } from './write-file'

const file = (rows: Record<string, string | null>[]): FileContent => ({
  title: 'Orders',
  words: wordsFor('en'),
  columns: [
    { key: 'name', label: 'Name', column: { type: 'text' } },
    { key: 'gross', label: 'Total', column: { type: 'money', currency: 'currency' } },
  ],
  rows: (async function* () {
    yield* rows
  })(),
})

describe('a list as text', () => {
  it('writes amounts with the decimals of their currency, and never fewer than they have', async () => {
    const text = await new Response(
      writeCsv(
        file([
          { name: 'A', gross: '2685.8400', currency: 'USD' },
          { name: 'B', gross: '1200.0000', currency: 'JPY' },
          { name: 'C', gross: '0.1250', currency: 'USD' },
          { name: '=1+1', gross: null, currency: 'USD' },
        ]),
      ),
    ).text()
    expect(text.split('\n').slice(1)).toEqual(['A,2685.84', 'B,1200', 'C,0.125', "'=1+1,", ''])
  })
})
