import { expect, it } from 'vitest'
import { encodeMentions, mentionAt, piecesOf } from './mention-text'

const people = [
  { id: 'p1', name: 'Ann' },
  { id: 'p2', name: 'Ann Lee' },
  { id: 'p3', name: '王小明' },
]

it('keeps the person, not only the name', () => {
  const body = encodeMentions('@Ann Lee and @王小明, mail a@Ann.x', people)
  expect(body).toBe('@[Ann Lee](p2) and @[王小明](p3), mail a@[Ann](p1).x')
  expect(
    piecesOf(body)
      .filter((p) => p.person)
      .map((p) => `${p.person} ${p.text}`),
  ).toEqual(['p2 @Ann Lee', 'p3 @王小明', 'p1 @Ann'])
  expect(
    piecesOf(body)
      .map((p) => p.text)
      .join(''),
  ).toBe('@Ann Lee and @王小明, mail a@Ann.x')
})

it('finds the mention at the caret', () => {
  expect(mentionAt('see @an', 7)).toEqual({ from: 4, query: 'an' })
  expect(mentionAt('@', 1)).toEqual({ from: 0, query: '' })
  expect(mentionAt('a@b', 3)).toBeNull()
  expect(mentionAt('请看，@王', 5)).toEqual({ from: 3, query: '王' })
})
