import { expect, it } from 'vitest'
import { guessMapping } from './mapping'

const columns = [
  { key: 'code', aliases: ['item code', '物料编码'] },
  { key: 'unitPrice', aliases: ['price', '单价'] },
]

it('finds columns by key or alias in either language, and gives each to one header', () => {
  expect(guessMapping(['Item Code', 'Price', 'Colour'], columns)).toEqual(['code', 'unitPrice', null])
  expect(guessMapping(['物料编码', '单价：', 'code'], columns)).toEqual(['code', 'unitPrice', null])
})
